package dev.consilium.streams.ledger.model;

/**
 * A prediction or dead letter on its topic.
 *
 * @param transaction that it was sent in, {@link #NONE} once that is committed
 */
record Outcome(int image, int transaction) {

    static final int NONE = -1;

    boolean isReadable() {
        return transaction == NONE;
    }

    Outcome readable() {
        return new Outcome(image, NONE);
    }
}
