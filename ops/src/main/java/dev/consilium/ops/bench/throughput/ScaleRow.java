package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Series;
import dev.consilium.ops.bench.rig.CpuGroup;
import dev.consilium.ops.bench.rig.Drain;
import java.util.ArrayList;
import java.util.List;

/** One setup, and what was measured of it in each round so far. Grows by one thread. */
record ScaleRow(Setup setup, List<Drain> drains) {

    static ScaleRow of(Setup setup) {
        return new ScaleRow(setup, new ArrayList<>());
    }

    Series rate() {
        return new Series(drains.stream().map(Drain::imagesPerSecond).toList());
    }

    /** Processor time of an image, all in all. */
    double cpuMicros() {
        return new Series(drains.stream().map(Drain::totalCpuMicros).toList()).median();
    }

    /** Processor time of an image in the broker. */
    double brokerMicros() {
        return micros(CpuGroup.BROKER);
    }

    /** Processor time of an image in the app, the JVM's own included: all but the broker's and the reader's. */
    double appMicros() {
        return cpuMicros() - brokerMicros() - micros(CpuGroup.READER);
    }

    /**
     * Processor time of an image in the threads that have something to do for each image and each opinion, and in the JVM under
     * them. Clients and broker work by the request and by the commit, ten of which come every second, be it few images or many: with
     * slower images each has a larger share in that, which no specialist costs.
     */
    double imageMicros() {
        return micros(CpuGroup.SCORERS) + micros(CpuGroup.STREAM_THREADS) + micros(CpuGroup.JVM);
    }

    private double micros(CpuGroup group) {
        return new Series(drains.stream()
                        .map(drain -> drain.cpuMicrosPerImage().getOrDefault(group, 0.0))
                        .toList())
                .median();
    }

    Figures figures() {
        return Figures.part()
                .with("varied", setup.varied())
                .with("specialists", setup.specialists())
                .with("scorerThreads", setup.scorers())
                .with("partitions", setup.partitions())
                .with("batchSize", setup.batch())
                .with("maxInFlight", setup.inFlight())
                .with("imagesPerSecond", rate().median())
                .with("imagesPerSecondByRound", rate().values())
                .with("cpuMicrosPerImage", cpuMicros())
                .with("imageThreadsCpuMicrosPerImage", imageMicros())
                .with("appCpuMicrosPerImage", appMicros())
                .with("brokerCpuMicrosPerImage", brokerMicros());
    }
}
