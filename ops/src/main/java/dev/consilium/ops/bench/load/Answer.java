package dev.consilium.ops.bench.load;

import dev.consilium.avro.Prediction;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** What became of one image: a committed record of {@code predictions} or of {@code dead-letters}. Immutable. */
public sealed interface Answer {

    /** Where it was read. */
    TopicPartition at();

    /** Partition of the image. */
    int imagePartition();

    /** Offset of the image. */
    long imageOffset();

    /** A specialist has answered. */
    record Predicted(TopicPartition at, Prediction prediction) implements Answer {

        @Override
        public int imagePartition() {
            return prediction.getSource().getPartition();
        }

        @Override
        public long imageOffset() {
            return prediction.getSource().getOffset();
        }
    }

    /**
     * Nobody could.
     *
     * @param exception class of the reason; empty when the record does not name it
     * @param message the reason in words; empty when the record does not say it
     */
    record Buried(
            TopicPartition at,
            int imagePartition,
            long imageOffset,
            Optional<String> exception,
            Optional<String> message)
            implements Answer {}
}
