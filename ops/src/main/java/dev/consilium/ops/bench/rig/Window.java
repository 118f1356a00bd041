package dev.consilium.ops.bench.rig;

import java.time.Duration;

/**
 * Which part of a drain is measured.
 *
 * @param images there are
 * @param warmUp from the first record to the start of the clock, so that start-up and compilation do not count; cut short
 *     when a third of the images has come, or its share of the time when that is more
 * @param most from the start of the clock to its end; cut short when nine tenths of the images have come, since
 *     partitions that end early leave threads without work
 */
public record Window(long images, Duration warmUp, Duration most) {

    private static final double EARLIEST_CUT = 1 / 3d;
    private static final double LATEST_END = 0.9;

    /** @throws IllegalArgumentException when there are too few images to measure anything */
    public Window {
        if (images < 10) {
            throw new IllegalArgumentException(images + " images are too few to measure: give more --images");
        }
    }

    /** The same with twice the time. */
    public Window twiceAsLong() {
        return new Window(images, warmUp.multipliedBy(2), most.multipliedBy(2));
    }

    boolean starts(long read, long nanosSinceFirst) {
        return nanosSinceFirst >= warmUp.toNanos() || read >= images * latestStart();
    }

    private double latestStart() {
        double share = (double) warmUp.toNanos() / Math.max(1, warmUp.plus(most).toNanos());
        return Math.max(EARLIEST_CUT, LATEST_END * share);
    }

    boolean ends(long read, long nanosSinceStart) {
        return nanosSinceStart >= most.toNanos() || read >= images * LATEST_END;
    }
}
