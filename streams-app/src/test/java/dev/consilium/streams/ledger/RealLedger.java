package dev.consilium.streams.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.TaskId;

/**
 * The ledger of the product, brought to where a modelled StreamThread stands: the model asks it what may be committed instead of
 * knowing that by itself.
 */
public final class RealLedger {

    private final OffsetLedger ledger = new OffsetLedger(Duration.ofSeconds(1), () -> Instant.EPOCH);
    private final Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();

    /**
     * A task that began to read at {@code start}, has read up to {@code position} and forwarded the outcomes of {@code forwarded}. Those are
     * settled as far as the ledger allows it: up to the first image that has none.
     */
    public void add(int partition, int start, int position, BitSet forwarded) {
        TopicPartition images = images(partition);
        TaskLedger task = ledger.open(new TaskId(0, partition));
        boolean first = true;
        for (int image = start; image < position; image++) {
            LedgerEntry entry = task.admit(images, image);
            first = first && forwarded.get(image);
            if (first) {
                entry.settle();
            }
        }
        offsets.put(images, new OffsetAndMetadata(position));
    }

    /** What the ledger makes of Kafka Streams' offsets, which are the positions of all tasks. */
    public void lower() {
        ledger.lower(offsets);
    }

    public int offset(int partition) {
        return Math.toIntExact(offsets.get(images(partition)).offset());
    }

    private static TopicPartition images(int partition) {
        return new TopicPartition("images", partition);
    }
}
