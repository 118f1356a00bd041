package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Roll-outs one after the other, bad versions between them, roll-backs. One thread. */
final class RolloutsScenario implements Scenario {

    static final String NAME = "rollouts";

    private static final int ROLLING = 1;
    private static final int REFUSING = 2;

    /** What one takes with all that comes with it: roll-backs and bad versions between them, quiet windows as long. */
    private static final Duration ROLL_OUT = Duration.ofSeconds(11);

    /** What is not roll-outs: windows in which what was sent before is answered. */
    private static final Duration BESIDES = Duration.ofSeconds(20);

    private final Agenda most;
    private final Duration pause;
    private final Consumer<String> said;
    private final List<Integer> inFlight = new ArrayList<>();

    /**
     * @param most of it, fewer where its share of the time is short
     * @param pause from when one step is done to the next
     */
    RolloutsScenario(Agenda most, Duration pause, Consumer<String> said) {
        this.most = most;
        this.pause = pause;
        this.said = said;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "artifact.max.size",
                Integer.toString(BadVersion.MAX_BYTES),
                // No module is kept on disk: each roll-out fetches, verifies and loads, as the first of a version does.
                "artifact.cache.size",
                "1");
    }

    @Override
    public Duration warmUp(Duration asked) {
        return asked;
    }

    @Override
    public void rehearse(Scene scene) throws IOException, InterruptedException {
        var unused = scene.operator().rollOut();
        Thread.sleep(pause.toMillis());
    }

    @Override
    public void play(Scene scene, SteadyLoad load, Share share) throws IOException, InterruptedException {
        Operator operator = scene.operator();
        Agenda agenda = agenda(load, share);
        operator.forget();
        load.takeTurns(agenda.turns(), turn -> {
            for (int rollOut = agenda.first(turn); rollOut < agenda.first(turn + 1); rollOut++) {
                step(scene, load, agenda, rollOut);
            }
            said.accept(String.format(
                    Locale.ROOT,
                    "%d of %d roll-outs, %d roll-backs, %d bad versions judged",
                    agenda.first(turn + 1),
                    agenda.rollOuts(),
                    operator.rollBacks().size(),
                    operator.refusals().size()));
        });
    }

    @Override
    public Account account(Scene scene, SteadyLoad load) {
        return new RolloutAccount(
                scene.operator(),
                load.contrast(window -> window == ROLLING || window == REFUSING),
                load.contrast(window -> window == ROLLING).p99Ratio(),
                inFlight,
                Scene.PARTITIONS);
    }

    private Agenda agenda(SteadyLoad load, Share share) {
        if (!share.isGiven()) {
            return most;
        }
        long images = load.sent() + Math.round(share.left(System.nanoTime()).toSeconds() * load.imagesPerSecond());
        Duration left = share.leftBeforeCounting(images, System.nanoTime()).minus(BESIDES);
        return most.atMost(Math.toIntExact(left.dividedBy(ROLL_OUT)));
    }

    private void step(Scene scene, SteadyLoad load, Agenda agenda, int rollOut)
            throws IOException, InterruptedException {
        Operator operator = scene.operator();
        load.open(ROLLING);
        inFlight.add(scene.instances().inFlight());
        boolean served = operator.rollOut();
        Thread.sleep(pause.toMillis());
        if (served && agenda.isRolledBack(rollOut)) {
            inFlight.add(scene.instances().inFlight());
            operator.rollBack();
            Thread.sleep(pause.toMillis());
        }
        for (BadVersion kind : agenda.badAfter(rollOut)) {
            load.open(REFUSING);
            inFlight.add(scene.instances().inFlight());
            operator.tryBad(kind);
            Thread.sleep(pause.toMillis());
        }
    }
}
