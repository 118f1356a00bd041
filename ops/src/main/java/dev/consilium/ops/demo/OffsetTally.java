package dev.consilium.ops.demo;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts, image by image, what came out: by the offset that the image has on the topic it came from. One thread only.
 *
 * <p>One bit an image and partition, so a day at a thousand images a second takes 11 MB. Offsets up to 2<sup>31</sup> - 1.
 */
public final class OffsetTally {
    private final Map<Integer, BitSet> seen = new HashMap<>();
    private final Map<Lane, Long> last = new HashMap<>();
    private long duplicated;
    private long outOfOrder;
    private long misplaced;

    /** A sequence of answers that must follow the order of the images: a topic's partition. */
    private record Lane(String topic, int partition) {}

    /**
     * Notes one answer.
     *
     * @param topic where the answer was read
     * @param partition its partition
     * @param sourcePartition partition of the image
     * @param sourceOffset offset of the image
     */
    public void add(String topic, int partition, int sourcePartition, long sourceOffset) {
        BitSet offsets = seen.computeIfAbsent(sourcePartition, unused -> new BitSet());
        int bit = Math.toIntExact(sourceOffset);
        if (offsets.get(bit)) {
            duplicated++;
        }
        offsets.set(bit);
        Long before = last.put(new Lane(topic, partition), sourceOffset);
        if (before != null && before > sourceOffset) {
            outOfOrder++;
        }
        if (partition != sourcePartition) {
            misplaced++;
        }
    }

    /** Different images that have an answer. */
    public long answered() {
        return seen.values().stream().mapToLong(BitSet::cardinality).sum();
    }

    /**
     * Images without an answer.
     *
     * @param ends by partition of the images topic, the offset after its last image; the first is 0
     */
    public long lost(Map<Integer, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue()
                        - seen.getOrDefault(end.getKey(), new BitSet())
                                .get(0, Math.toIntExact(end.getValue()))
                                .cardinality())
                .sum();
    }

    /** Answers to images that had one already. */
    public long duplicated() {
        return duplicated;
    }

    /** Answers that overtook that of an earlier image of the same partition. */
    public long outOfOrder() {
        return outOfOrder;
    }

    /** Answers in another partition than their image's. */
    public long misplaced() {
        return misplaced;
    }
}
