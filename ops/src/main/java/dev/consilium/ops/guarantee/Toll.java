package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.Figures;
import java.util.List;
import java.util.OptionalLong;

/**
 * What was done to the instances.
 *
 * @param inFlight images that what was hit had begun with and not answered, each time
 * @param recoveryMillis from each fault, of those that take something away, to when it was made good
 */
record Toll(int faults, List<Integer> inFlight, List<Long> recoveryMillis) {

    Toll {
        inFlight = List.copyOf(inFlight);
        recoveryMillis = List.copyOf(recoveryMillis);
    }

    void addTo(Figures figures) {
        figures.with("faults", faults).with("inFlightAtFaults", inFlight).with("recoveryMillis", recoveryMillis);
    }

    /** Of an even number, the larger of the two in the middle. */
    OptionalLong medianRecoveryMillis() {
        return recoveryMillis.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(recoveryMillis.stream().sorted().toList().get(recoveryMillis.size() / 2));
    }

    OptionalLong longestRecoveryMillis() {
        return recoveryMillis.stream().mapToLong(Long::longValue).max();
    }
}
