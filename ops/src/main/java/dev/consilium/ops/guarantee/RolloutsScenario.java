package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Roll-outs one after the other, bad versions between them, roll-backs. One thread. */
final class RolloutsScenario implements Scenario {

    static final String NAME = "rollouts";

    private static final int ROLLING = 1;
    private static final int REFUSING = 2;

    private final Agenda agenda;
    private final Duration pause;
    private final Consumer<String> said;

    /** @param pause from when one step is done to the next */
    RolloutsScenario(Agenda agenda, Duration pause, Consumer<String> said) {
        this.agenda = agenda;
        this.pause = pause;
        this.said = said;
    }

    @Override
    public String name() {
        return NAME;
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
    public void play(Scene scene, SteadyLoad load) throws IOException, InterruptedException {
        Operator operator = scene.operator();
        operator.forget();
        load.takeTurns(agenda.turns(), turn -> {
            for (int rollOut = agenda.first(turn); rollOut < agenda.first(turn + 1); rollOut++) {
                step(load, operator, rollOut);
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
                Scene.PARTITIONS);
    }

    private void step(SteadyLoad load, Operator operator, int rollOut) throws IOException, InterruptedException {
        load.open(ROLLING);
        boolean served = operator.rollOut();
        Thread.sleep(pause.toMillis());
        if (served && agenda.isRolledBack(rollOut)) {
            operator.rollBack();
            Thread.sleep(pause.toMillis());
        }
        for (BadVersion kind : agenda.badAfter(rollOut)) {
            load.open(REFUSING);
            operator.tryBad(kind);
            Thread.sleep(pause.toMillis());
        }
    }
}
