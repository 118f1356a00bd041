package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ImageEnds;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads the app steadily and, in windows that take turns with quiet ones, publishes version after version; then counts what
 * became of every image.
 */
final class SwapBench implements LoadBench {

    private static final int ROLLING = 1;

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

    @Override
    public SwapResult run(Rig rig) throws Exception {
        // No module is kept on disk: each roll-out fetches, verifies and loads, as the first of a version does.
        Map<String, String> settings = Map.of("artifact.cache.size", "1");
        try (LoadedApp app = LoadedApp.start(rig, "swap", settings);
                RollOuts rolling = new RollOuts(rig, app)) {
            try (SteadyLoad load =
                    SteadyLoad.start(rig, app.topics(), Traffic.of(rig), rate, warmUp, () -> roll(rolling, 1), said)) {
                int rehearsed = rolling.swaps().size();
                load.takeTurns(turns, turn -> {
                    load.open(ROLLING);
                    roll(rolling, rollouts * (turn + 1) / turns - rollouts * turn / turns);
                });
                boolean unused = load.stop(); // what has no answer is counted
                said.accept("counting what became of every image");
                List<SwapIn> swaps = rolling.swaps();
                return SwapResult.of(
                        load,
                        load.contrast(window -> window == ROLLING),
                        swaps.subList(rehearsed, swaps.size()),
                        AnswerCount.of(rig.connection(), app.topics()),
                        ImageEnds.of(rig.connection(), app.topics().images()));
            }
        }
    }

    private void roll(RollOuts rolling, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            rolling.next();
            Thread.sleep(pause.toMillis());
        }
    }
}
