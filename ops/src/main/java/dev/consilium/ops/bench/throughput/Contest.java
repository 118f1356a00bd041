package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.DrainMeter;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Window;
import java.time.Duration;

/** Lets contestants drain the same images, one at a time, as often as it is asked. One thread only. */
final class Contest {

    private final Rig rig;
    private int runs;

    Contest(Rig rig) {
        this.rig = rig;
    }

    /**
     * Runs the contestant for so long, once at least, over the same images again and again: what the JVM compiles meanwhile
     * stays compiled.
     *
     * @param images there are
     */
    void warmUp(Contestant contestant, long images, Duration time) throws Exception {
        Duration left = time;
        do {
            Drain drain = run(contestant, new Window(images, Duration.ZERO, left));
            left = left.minusMillis(Math.round(drain.seconds() * 1_000));
        } while (left.toSeconds() > 0); // a part of a second is not worth another start
    }

    /** From the start of the contestant to its end; measured is the window. */
    @SuppressWarnings("try") // the contestant only has to be there
    Drain run(Contestant contestant, Window window) throws Exception {
        String group = contestant.name() + "-" + ++runs;
        try (DrainMeter meter = new DrainMeter(rig.connection(), contestant.output());
                AutoCloseable running = contestant.start(group)) {
            return meter.measure(window);
        }
    }
}
