package dev.consilium.ops.guarantee;

import dev.consilium.ops.demo.ImageEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * No instance ever has more resident than its heap and a gibibyte beside it: however long images wait, what is read ahead
 * is bounded.
 *
 * @param peakBytes the most that any instance ever had; empty where the system does not tell
 */
record BoundedMemory(OptionalLong peakBytes) implements Guarantee {

    private static final int MEBIBYTE = 1 << 20;

    /** libtorch, its tensors and the JVM itself take less than half of it under a steady load. */
    static final long BESIDE_THE_HEAP = 1L << 30;

    private static final long LIMIT = Instance.HEAP_MEBIBYTES * (long) MEBIBYTE + BESIDE_THE_HEAP;

    @Override
    public List<String> violations(ImageEnds images) {
        List<String> violations = new ArrayList<>();
        peakBytes.ifPresent(peak -> {
            if (peak > LIMIT) {
                violations.add(String.format(
                        Locale.ROOT,
                        "an instance had %,d MiB resident, and %,d are promised as the most",
                        peak / MEBIBYTE,
                        LIMIT / MEBIBYTE));
            }
        });
        return violations;
    }
}
