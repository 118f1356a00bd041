package dev.consilium.ops.deadletters;

import java.util.BitSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/** Offsets of a partition: a bit for each, where there are any. One thread only. */
final class OffsetSet {

    private static final int BLOCK_BITS = 16;
    private static final int IN_BLOCK = (1 << BLOCK_BITS) - 1;

    private final SortedMap<Long, BitSet> blocks = new TreeMap<>();

    void add(long offset) {
        blocks.computeIfAbsent(offset >> BLOCK_BITS, first -> new BitSet()).set((int) offset & IN_BLOCK);
    }

    void remove(long offset) {
        Optional.ofNullable(blocks.get(offset >> BLOCK_BITS)).ifPresent(block -> block.clear((int) offset & IN_BLOCK));
    }

    boolean contains(long offset) {
        BitSet block = blocks.get(offset >> BLOCK_BITS);
        return block != null && block.get((int) offset & IN_BLOCK);
    }

    /** Those under {@code end}, in order. */
    void forEachBelow(long end, LongConsumer receiver) {
        blocks.forEach((number, block) -> block.stream()
                .mapToLong(bit -> (number << BLOCK_BITS) + bit)
                .filter(offset -> offset < end)
                .forEach(receiver));
    }
}
