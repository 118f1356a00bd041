package dev.consilium.streams.topology;

import dev.consilium.specialist.corpus.Outcome;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Records that have the same in common, and with it their outcome.
 *
 * @param input what they are
 * @param records by what is said of each
 */
record RecordKind(String input, Outcome outcome, Map<String, ProducerRecord<byte[], byte[]>> records) {

    /** A row of the table in docs/bad-input.md. */
    String row() {
        String becomes = outcome instanceof Outcome.Refused refused
                ? "dead letter, `" + refused.exception() + "`: " + refused.reason()
                : "prediction";
        return "| " + input + " | " + records.size() + " | " + becomes + " |\n";
    }
}
