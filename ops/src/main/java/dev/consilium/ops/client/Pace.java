package dev.consilium.ops.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A steady rate: {@link #await} returns when the next one is due. One thread only.
 *
 * <p>The n-th is due n/rate after the first, so that short delays are caught up with and the rate holds over time. A delay of
 * more than a second is not: nobody asked for a burst.
 */
public final class Pace {
    private static final long LATE_LIMIT = TimeUnit.SECONDS.toNanos(1);

    private final Ticker ticker;
    private final double nanosApart;
    private long start;
    private long count;

    /** Time that passes, and waiting in it. */
    public interface Ticker {
        Ticker SYSTEM = new Ticker() {
            @Override
            public long nanoTime() {
                return System.nanoTime();
            }

            @Override
            public void sleep(Duration time) throws InterruptedException {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            }
        };

        long nanoTime();

        void sleep(Duration time) throws InterruptedException;
    }

    private Pace(Ticker ticker, double nanosApart) {
        this.ticker = ticker;
        this.nanosApart = nanosApart;
        this.start = ticker.nanoTime();
    }

    /**
     * Begins now.
     *
     * @param rate how many a second; 0 for as fast as possible
     * @throws IllegalArgumentException when the rate is negative or not finite
     */
    public static Pace perSecond(double rate, Ticker ticker) {
        if (!(rate >= 0) || Double.isInfinite(rate)) {
            throw new IllegalArgumentException("the rate is " + rate + ": give images a second, or 0 for no limit");
        }
        return new Pace(ticker, rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / rate);
    }

    /** Waits until the next one is due. */
    public void await() throws InterruptedException {
        long due = start + Math.round(nanosApart * count++);
        long early = due - ticker.nanoTime();
        if (early > 0) {
            ticker.sleep(Duration.ofNanos(early));
        } else if (nanosApart > 0 && -early > LATE_LIMIT) {
            start = ticker.nanoTime();
            count = 1;
        }
    }
}
