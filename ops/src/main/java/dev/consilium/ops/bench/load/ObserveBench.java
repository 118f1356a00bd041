package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ServedApp;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.Ports;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads an app in a process of its own steadily, and looks on in windows that take turns with quiet ones: what the process
 * takes more of the processor then is what looking on costs. One thread.
 */
final class ObserveBench implements LoadBench {

    private static final List<String> MEMORY = List.of("-Xmx512m");

    /** Between two windows; until then what the one before has left behind is done. */
    private static final Duration BETWEEN = Duration.ofSeconds(1);

    /** Shorter ones are less than the clock of processes can tell. */
    static final Duration SHORTEST = Duration.ofMillis(500);

    private final int turns;
    private final Duration window;
    private final Duration between;
    private final Rate rate;
    private final Duration warmUp;
    private final Consumer<String> said;

    /** @param window how long each of the {@link Onlookers} is looked at in each turn */
    ObserveBench(int turns, Duration window, Rate rate, Duration warmUp, Consumer<String> said) {
        this.turns = turns;
        this.window = window;
        this.between = window.compareTo(BETWEEN) < 0 ? window : BETWEEN;
        this.rate = rate;
        this.warmUp = warmUp;
        this.said = said;
    }

    @Override
    public ObserveResult run(Rig rig) throws Exception {
        Topics topics = rig.topics("observe", "observe-images", LoadedApp.PARTITIONS);
        rig.publish(topics, rig.specialists(2));
        Map<String, String> settings = rig.settings(
                topics, "observe", Map.of("http.enabled", "true", "http.port", Integer.toString(Ports.free())));
        try (ServedApp app = ServedApp.start(settings, MEMORY, rig.folder().resolve("observe.log"))) {
            app.awaitReady();
            try (SteadyLoad load =
                    SteadyLoad.start(rig, topics, Traffic.of(rig), rate, warmUp, () -> rehearse(app), said)) {
                return observe(app, load);
            }
        }
    }

    /** What nobody has asked for yet would be compiled while it is measured. */
    private void rehearse(ServedApp app) throws IOException, InterruptedException {
        for (Onlookers onlookers : Onlookers.values()) {
            try (Onlookers.Look look = onlookers.begin(app.url())) {
                Thread.sleep(between.toMillis());
                look.check();
            }
        }
    }

    private ObserveResult observe(ServedApp app, SteadyLoad load) throws IOException, InterruptedException {
        List<ObserveResult.Sample> samples = new ArrayList<>();
        long sentBefore = load.sent();
        for (int turn = 0; turn < turns; turn++) {
            List<Onlookers> order = new ArrayList<>(List.of(Onlookers.values()));
            if (turn % 2 == 1) {
                Collections.reverse(order); // what drifts with time is no difference between them
            }
            for (Onlookers onlookers : order) {
                samples.add(sample(turn, onlookers, app, load));
            }
            said.accept(String.format(Locale.ROOT, "%d of %d turns", turn + 1, turns));
        }
        long images = load.sent() - sentBefore;
        if (!load.stop()) {
            throw new IllegalStateException("images have no answer: look for errors of the app in the log");
        }
        return new ObserveResult(load.capacity(), load.imagesPerSecond(), images, samples);
    }

    private ObserveResult.Sample sample(int turn, Onlookers onlookers, ServedApp app, SteadyLoad load)
            throws IOException, InterruptedException {
        try (Onlookers.Look look = onlookers.begin(app.url())) {
            Thread.sleep(between.toMillis());
            long before = look.seen();
            Duration cpu = cpu(app);
            long start = System.nanoTime();
            Thread.sleep(window.toMillis());
            Duration used = cpu(app).minus(cpu);
            double seconds = (System.nanoTime() - start) / 1e9;
            look.check();
            app.check();
            load.check();
            long seen = look.seen() - before;
            if (seen == 0 && onlookers != Onlookers.NOBODY) {
                throw new IllegalStateException(onlookers + " saw nothing for " + seconds + " s: give more --window");
            }
            return new ObserveResult.Sample(turn, onlookers, used.toNanos() / 1e9 / seconds, seen / seconds);
        }
    }

    private static Duration cpu(ServedApp app) {
        return app.process()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException(
                        "this system does not tell how much of the processor another process has used"));
    }
}
