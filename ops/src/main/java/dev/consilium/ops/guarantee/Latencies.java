package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Seen;

/**
 * Latencies by window.
 *
 * @param quiet nothing was decided
 * @param rolling everything else that is measured: roll-outs, roll-backs and bad versions
 * @param rollOuts the same without the bad versions
 */
record Latencies(Seen quiet, Seen rolling, Seen rollOuts) {

    /** To a reader that waits for no commit. */
    double p99Ratio() {
        return rolling.uncommitted().p99Millis() / quiet.uncommitted().p99Millis();
    }

    double p99RatioRollOuts() {
        return rollOuts.uncommitted().p99Millis() / quiet.uncommitted().p99Millis();
    }

    double p99RatioCommitted() {
        return rolling.committed().p99Millis() / quiet.committed().p99Millis();
    }
}
