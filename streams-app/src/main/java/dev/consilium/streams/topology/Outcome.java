package dev.consilium.streams.topology;

import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A serialised prediction or dead letter on its way to a sink.
 *
 * @param partition the number of the image's partition, which is its own too, whatever the key
 * @param value its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Kafka's currency; never compared
record Outcome(int partition, byte @Nullable [] value) {

    /** Hands the bytes through: {@link Consult} serialises, so that it can check the size and wait for the registry. */
    static final class Bytes implements Serializer<Outcome> {
        @Override
        public byte @Nullable [] serialize(String topic, Outcome outcome) {
            return outcome.value();
        }
    }

    /** Sends an outcome to the partition of its image. */
    static final class OwnPartition implements StreamPartitioner<byte[], Outcome> {
        @Override
        public Optional<Set<Integer>> partitions(String topic, byte[] key, Outcome outcome, int numPartitions) {
            if (outcome.partition() >= numPartitions) {
                throw new StreamsException("Topic '" + topic + "' has " + numPartitions
                        + " partitions, an image came from partition " + outcome.partition()
                        + ": give it as many partitions as the images topic has");
            }
            return Optional.of(Collections.singleton(outcome.partition()));
        }
    }
}
