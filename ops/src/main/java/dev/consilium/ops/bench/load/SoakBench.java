package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ServedApp;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.Ports;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Loads an app in a process of its own steadily for minutes, and looks at its memory from time to time. */
final class SoakBench {

    /** Until then an app is still getting used to its load. */
    private static final Duration SETTLED = Duration.ofMinutes(2);

    /** Shorter ones have too few samples. */
    static final Duration SHORTEST = Duration.ofSeconds(6);

    private static final Duration CAPACITY_TIME = Duration.ofSeconds(10);
    private static final int SAMPLES = 40;
    private static final String HEAP = "512m";
    private static final int WINDOW = 0;

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

    SoakResult run() throws Exception {
        try (Rig rig = Rig.start()) {
            Topics topics = rig.topics("soak", "soak-images", LoadedApp.PARTITIONS);
            Retention.limit(rig.connection(), List.of(topics.images(), topics.predictions()));
            rig.publish(topics, rig.specialists(2));
            Map<String, String> settings = rig.settings(
                    topics, "soak", Map.of("http.enabled", "true", "http.port", Integer.toString(Ports.free())));
            try (ServedApp app = ServedApp.start(
                            settings, ProcessMemory.options(HEAP), rig.folder().resolve("soak.log"));
                    Loading loading = Loading.of(rig, topics, List.of())) {
                app.awaitReady();
                return soak(app, loading);
            }
        }
    }

    private SoakResult soak(ServedApp app, Loading loading) throws Exception {
        said.accept("warming up, then measuring what the app keeps up with");
        double capacity = loading.capacity(warmUp, shorter(CAPACITY_TIME, time));
        double imagesPerSecond = rate.imagesPerSecond(capacity);
        said.accept(String.format(
                Locale.ROOT,
                "it keeps up with %,.0f images/s; %d minutes at %s",
                capacity,
                time.toMinutes(),
                rate.describe(capacity)));
        List<MemorySample> samples = new ArrayList<>();
        try (ProcessMemory memory = ProcessMemory.of(app.pid());
                BackgroundLoad steady = BackgroundLoad.start(Ticker.SYSTEM, loading::send, imagesPerSecond, WINDOW)) {
            long start = System.nanoTime();
            long every = Math.max(1_000, time.toMillis() / SAMPLES);
            for (long due = every; due <= time.toMillis(); due += every) {
                Thread.sleep(Math.max(0, due - (System.nanoTime() - start) / 1_000_000));
                app.check();
                steady.check();
                MemorySample sample = memory.sample(due / 1_000);
                samples.add(sample);
                said.accept(sample.line());
            }
            steady.stop();
        }
        loading.settle();
        return new SoakResult(
                time,
                capacity,
                imagesPerSecond,
                settled().toSeconds(),
                samples,
                Seen.of(loading.readers(), window -> window == WINDOW));
    }

    private Duration settled() {
        return shorter(SETTLED, time.dividedBy(5));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
