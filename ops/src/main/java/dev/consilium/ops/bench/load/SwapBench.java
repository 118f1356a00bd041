package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ImageEnds;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads the app steadily and, in windows that take turns with quiet ones, publishes version after version; then counts what
 * became of every image.
 */
final class SwapBench {

    private static final Duration CAPACITY_TIME = Duration.ofSeconds(10);
    private static final int QUIET = 0;
    private static final int ROLLING = 1;

    /** Not measured: the first roll-outs of a JVM that has never done it, and what a window leaves behind. */
    private static final int UNMEASURED = 2;

    private static final int FIRST_ROLLOUTS = 3;
    private static final Duration AFTERWARDS = Duration.ofSeconds(4);

    private final int rollouts;
    private final int turns;
    private final Duration pause;
    private final Rate rate;
    private final Duration warmUp;
    private final Consumer<String> said;

    /**
     * @param rollouts decisions, each for all specialists at once
     * @param turns windows into which they are grouped
     * @param pause from when one serves to the next
     */
    SwapBench(int rollouts, int turns, Duration pause, Rate rate, Duration warmUp, Consumer<String> said) {
        this.rollouts = rollouts;
        this.turns = turns;
        this.pause = pause;
        this.rate = rate;
        this.warmUp = warmUp;
        this.said = said;
    }

    SwapResult run() throws Exception {
        // No module is kept on disk: each roll-out fetches, verifies and loads, as the first of a version does.
        Map<String, String> settings = Map.of("artifact.cache.size", "1");
        try (Rig rig = Rig.start();
                LoadedApp app = LoadedApp.start(rig, "swap", settings, List.of())) {
            said.accept("warming up, then measuring what the app keeps up with");
            double capacity = app.loading().capacity(warmUp, capacityTime());
            double imagesPerSecond = rate.imagesPerSecond(capacity);
            said.accept(String.format(
                    Locale.ROOT,
                    "it keeps up with %,.0f images/s; %d roll-outs at %s",
                    capacity,
                    rollouts,
                    rate.describe(capacity)));
            RollOuts rolling = new RollOuts(rig, app);
            double lag;
            try (BackgroundLoad load =
                    BackgroundLoad.start(Ticker.SYSTEM, app.loading()::send, imagesPerSecond, UNMEASURED)) {
                roll(rolling, Math.min(FIRST_ROLLOUTS, rollouts));
                Thread.sleep(warmUp.toMillis());
                takeTurns(load, rolling);
                load.stop();
                lag = load.lagMillis(99);
            }
            app.loading().settle();
            said.accept("counting what became of every image");
            return SwapResult.of(
                    capacity,
                    imagesPerSecond,
                    lag,
                    seen(app, QUIET),
                    seen(app, ROLLING),
                    rolling.swaps(),
                    AnswerCount.of(rig.connection(), app.topics()),
                    ImageEnds.of(rig.connection(), app.topics().images()));
        }
    }

    /** Who asks for a short warm-up wants to be through soon. */
    private Duration capacityTime() {
        return CAPACITY_TIME.compareTo(warmUp) < 0 ? CAPACITY_TIME : warmUp.plusSeconds(1);
    }

    /** A quiet window is as long as the last roll-outs took; it comes before the next ones in every other turn. */
    private void takeTurns(BackgroundLoad load, RollOuts rolling) throws Exception {
        Duration took = Duration.ZERO;
        for (int turn = 0; turn < turns; turn++) {
            boolean quietFirst = turn % 2 == 1;
            if (quietFirst) {
                stayQuiet(load, took);
            }
            load.open(ROLLING);
            long start = System.nanoTime();
            roll(rolling, rollouts * (turn + 1) / turns - rollouts * turn / turns);
            took = Duration.ofNanos(System.nanoTime() - start);
            load.open(UNMEASURED);
            Thread.sleep(AFTERWARDS.toMillis());
            if (!quietFirst) {
                stayQuiet(load, took);
            }
        }
    }

    private static void stayQuiet(BackgroundLoad load, Duration time) throws InterruptedException {
        load.open(QUIET);
        Thread.sleep(time.toMillis());
        load.open(UNMEASURED);
    }

    private void roll(RollOuts rolling, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            rolling.next();
            Thread.sleep(pause.toMillis());
        }
    }

    private static Seen seen(LoadedApp app, int window) {
        return Seen.of(app.loading().readers(), each -> each == window);
    }
}
