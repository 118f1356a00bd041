package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.DrainMeter;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Window;

/** Lets contestants drain the same images, one at a time, as often as it is asked. One thread only. */
final class Contest {

    private final Rig rig;
    private int runs;

    Contest(Rig rig) {
        this.rig = rig;
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
