package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ServedApp;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Loads an app in a process of its own steadily for minutes, and looks at its memory from time to time. */
final class SoakBench implements LoadBench {

    /** Until then an app is still getting used to its load. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Shorter ones have too few samples. */
    static final Duration SHORTEST = Duration.ofSeconds(6);

    private static final int SAMPLES = 40;
    private static final String HEAP = "512m";

    private final Duration time;
    private final Rate rate;
    private final Duration warmUp;
    private final Consumer<String> said;

    SoakBench(Duration time, Rate rate, Duration warmUp, Consumer<String> said) {
        this.time = time;
        this.rate = rate;
        this.warmUp = warmUp;
        this.said = said;
    }

    @Override
    public SoakResult run(Rig rig) throws Exception {
        Topics topics = rig.topics("soak", "soak-images", LoadedApp.PARTITIONS);
        Retention.limit(rig.connection(), List.of(topics.images(), topics.predictions()));
        rig.publish(topics, rig.specialists(2));
        Map<String, String> settings = rig.settings(
                topics, "soak", Map.of("http.enabled", "true", "http.port", Integer.toString(Ports.free())));
        try (ServedApp app = ServedApp.start(
                settings, ProcessMemory.options(HEAP), rig.folder().resolve("soak.log"))) {
            app.awaitReady();
            try (SteadyLoad load =
                    SteadyLoad.start(rig, topics, Traffic.of(rig), rate, warmUp, Rehearsal.NOTHING, said)) {
                return soak(app, load);
            }
        }
    }

    private SoakResult soak(ServedApp app, SteadyLoad load) throws Exception {
        load.open(SteadyLoad.QUIET);
        List<MemorySample> samples = new ArrayList<>();
        try (ProcessMemory memory = ProcessMemory.of(app.pid())) {
            long start = System.nanoTime();
            long every = Math.max(1_000, time.toMillis() / SAMPLES);
            for (long due = every; due <= time.toMillis(); due += every) {
                Thread.sleep(Math.max(0, due - (System.nanoTime() - start) / 1_000_000));
                app.check();
                load.check();
                MemorySample sample = memory.sample(due / 1_000);
                samples.add(sample);
                said.accept(sample.line());
            }
        }
        if (!load.stop()) {
            throw new IllegalStateException("images have no answer: look for errors of the app in the log");
        }
        return new SoakResult(
                time,
                load.capacity(),
                load.imagesPerSecond(),
                settled().toSeconds(),
                samples,
                load.seen(window -> window == SteadyLoad.QUIET));
    }

    private Duration settled() {
        Duration aFifth = time.dividedBy(5);
        return SETTLED.compareTo(aFifth) < 0 ? SETTLED : aFifth;
    }
}
