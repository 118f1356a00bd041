package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.AnswerCount;
import dev.consilium.ops.bench.load.Rate;
import dev.consilium.ops.bench.load.SteadyLoad;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Two instances under a steady load: roll-outs one after the other, bad versions between them, roll-backs; then every image
 * is counted. One thread.
 */
final class RolloutsScenario {

    static final int PARTITIONS = 12;

    private static final int ROLLING = 1;
    private static final int REFUSING = 2;

    private final Agenda agenda;
    private final Duration pause;
    private final Rate rate;
    private final Duration warmUp;
    private final Consumer<String> said;

    /** @param pause from when one step is done to the next */
    RolloutsScenario(Agenda agenda, Duration pause, Rate rate, Duration warmUp, Consumer<String> said) {
        this.agenda = agenda;
        this.pause = pause;
        this.rate = rate;
        this.warmUp = warmUp;
        this.said = said;
    }

    /** @throws IllegalStateException when the instances do not come to an end */
    RolloutsResult run() throws Exception {
        try (Rig rig = Rig.start()) {
            Connection connection = rig.connection();
            Topics topics = rig.topics("guarantee", "guarantee-images", PARTITIONS);
            Path keys = rig.folder().resolve("keys");
            SigningKey key = KeyPairFiles.in(keys, "guarantee").generate();
            said.accept("starting two instances that trust one key");
            try (TwoInstances instances = TwoInstances.start(rig, topics, keys);
                    Trail trail = new Trail(connection, topics, TwoInstances.COUNT, instances::check);
                    Operator operator = new Operator(rig, topics, rig.specialists(2), key, trail)) {
                operator.begin();
                instances.awaitReady();
                try (SteadyLoad load = SteadyLoad.start(rig, topics, rate, warmUp, () -> rehearse(operator), said)) {
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
                    load.stop();
                    said.accept("counting what became of every image");
                    return result(connection, topics, load, operator);
                }
            }
        }
    }

    private void rehearse(Operator operator) throws IOException, InterruptedException {
        var unused = operator.rollOut();
        Thread.sleep(pause.toMillis());
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

    private static RolloutsResult result(Connection connection, Topics topics, SteadyLoad load, Operator operator)
            throws InterruptedException {
        List<RollBack> rollBacks = operator.rollBacks();
        Answers answers =
                new Answers(operator.refusals().stream().map(Refusal::version).toList(), rollBacks, PARTITIONS);
        AnswerCount count = AnswerCount.of(connection, topics, answers::add);
        return new RolloutsResult(
                load.capacity(),
                load.imagesPerSecond(),
                load.lagP99Millis(),
                operator.rollOuts(),
                operator.refusals(),
                operator.goodRefused(),
                Fates.of(count, ImageEnds.of(connection, topics.images()), answers),
                new Latencies(
                        load.seen(window -> window == SteadyLoad.QUIET),
                        load.seen(window -> window == ROLLING || window == REFUSING),
                        load.seen(window -> window == ROLLING)),
                rollBacks.stream().map(answers::took).map(Duration::toMillis).toList());
    }
}
