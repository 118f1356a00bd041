package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Measured;
import dev.consilium.ops.bench.rig.Rig;

/** One measurement of an app under load. */
interface LoadBench {

    /** Measures once, on topics of its own. */
    Measured run(Rig rig) throws Exception;
}
