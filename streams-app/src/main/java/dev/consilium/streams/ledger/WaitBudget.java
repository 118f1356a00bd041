package dev.consilium.streams.ledger;

import java.time.Duration;

/**
 * How long a StreamThread may still wait before it must poll or commit again. A thread that waits longer is fenced by
 * the broker and replays the same images for ever.
 *
 * <p>One per StreamThread, used by that thread only; whole again at each poll and each commit.
 */
public final class WaitBudget {

    private final long whole;
    private long left;

    WaitBudget(Duration whole) {
        this.whole = whole.toNanos();
        this.left = this.whole;
    }

    /** What may still be waited, in nanoseconds; never negative. */
    public long leftNanos() {
        return left;
    }

    /** Takes what was waited off the budget. */
    public void spend(long nanos) {
        left = Math.max(0, left - Math.max(0, nanos));
    }

    void renew() {
        left = whole;
    }
}
