package dev.consilium.streams.ledger.model;

/**
 * What keeps the promises; each can be taken away, to see which promise falls.
 *
 * @param ledger offsets are lowered to the first image in flight ({@code OffsetLedger})
 * @param order an image's outcome is forwarded behind its predecessor's ({@code Consult})
 * @param fencing the broker refuses a commit by whoever does not have the partition any more, and shows a new owner no offset that a
 *     transaction may still change (Kafka)
 * @param setBack a task that starts reads from the committed mark, whatever its consumer has read ({@code LedgerConsumer.committed}, {@code
 *     LedgerProducer.inTime})
 */
record Protections(boolean ledger, boolean order, boolean fencing, boolean setBack) {

    static Protections all() {
        return new Protections(true, true, true, true);
    }

    Protections withoutLedger() {
        return new Protections(false, order, fencing, setBack);
    }

    Protections withoutOrder() {
        return new Protections(ledger, false, fencing, setBack);
    }

    Protections withoutFencing() {
        return new Protections(ledger, order, false, setBack);
    }

    Protections withoutSettingBack() {
        return new Protections(ledger, order, fencing, false);
    }
}
