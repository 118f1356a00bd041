package dev.consilium.streams.circuit;

import java.time.Duration;

/**
 * Whether a version of a specialist is asked. Its methods are the legal transitions. Times are as {@link System#nanoTime()} counts: a wall
 * clock that jumps moves no trial.
 *
 * <pre>
 *          cannot answer               back-off is over
 * Closed ────────────────> Open ──────────────────────────> HalfOpen
 *   ^                       ^                                │   │
 *   │                       └──── fails again, or hangs ─────┘   │
 *   └───────────────────────────── answers ──────────────────────┘
 * </pre>
 */
public sealed interface Circuit {

    /** As logs, metrics and the page call it. */
    String label();

    /**
     * It is asked.
     *
     * @param backOff the latest, before it answered again; zero: there was none
     */
    record Closed(Duration backOff, long sinceNanos) implements Circuit {

        static Closed fresh(long nowNanos) {
            return new Closed(Duration.ZERO, nowNanos);
        }

        /** It cannot answer. One that has only just come back goes on where it was: it would come and go each second. */
        Open opened(String reason, BackOff limits, long nowNanos) {
            boolean justBack = nowNanos - sinceNanos < limits.longest().toNanos();
            return Open.after(justBack ? limits.after(backOff) : limits.first(), reason, nowNanos);
        }

        @Override
        public String label() {
            return "closed";
        }
    }

    /**
     * It is not asked.
     *
     * @param reason why not
     * @param backOff from its failure to its next trial
     */
    record Open(String reason, Duration backOff, long tryAtNanos) implements Circuit {

        private static Open after(Duration backOff, String reason, long nowNanos) {
            return new Open(reason, backOff, nowNanos + backOff.toNanos());
        }

        boolean isDue(long nowNanos) {
            return nowNanos - tryAtNanos >= 0;
        }

        HalfOpen tried() {
            return new HalfOpen(this);
        }

        @Override
        public String label() {
            return "open";
        }
    }

    /** It is not asked, but is running over one batch of test images. */
    record HalfOpen(Open before) implements Circuit {

        Closed answered(long nowNanos) {
            return new Closed(before.backOff(), nowNanos);
        }

        Open failed(String reason, BackOff limits, long nowNanos) {
            return Open.after(limits.after(before.backOff()), reason, nowNanos);
        }

        @Override
        public String label() {
            return "half-open";
        }
    }
}
