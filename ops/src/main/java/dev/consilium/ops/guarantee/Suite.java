package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.CommittedAnswers;
import dev.consilium.ops.bench.load.Rate;
import dev.consilium.ops.bench.load.SteadyLoad;
import dev.consilium.ops.bench.load.Traffic;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ImageEnds;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Plays scenarios, each on instances of its own under a load, and lets all guarantees look at every answer. One thread. */
final class Suite {

    private static final Logger LOG = LoggerFactory.getLogger(Suite.class);

    /** Of its share, a scenario warms up for one part of so many at most. */
    private static final int WARM_UP_PART = 4;

    private final Rate rate;
    private final Duration warmUp;
    private final Patience patience;
    private final Optional<Duration> time;
    private final Consumer<String> said;
    private final List<ScenarioResult> results = new ArrayList<>();
    private final List<NotPlayed> notPlayed = new ArrayList<>();

    /**
     * For one run.
     *
     * @param warmUp as the user asks for it; scenarios may do with less
     * @param time of all scenarios together; empty: each does what it does at least
     */
    Suite(Rate rate, Duration warmUp, Patience patience, Optional<Duration> time, Consumer<String> said) {
        this.rate = rate;
        this.warmUp = warmUp;
        this.patience = patience;
        this.time = time;
        this.said = said;
    }

    /** One after the other, those on the same ground together. What this machine cannot play is left out, and told. */
    SuiteResult play(List<Scenario> scenarios) throws Exception {
        List<Scenario> possible = new ArrayList<>();
        for (Scenario scenario : scenarios) {
            scenario.obstacle().ifPresentOrElse(why -> note(scenario, why, false), () -> possible.add(scenario));
        }
        Timetable timetable = new Timetable(time, possible, System::nanoTime);
        for (Ground ground : Ground.values()) {
            play(
                    ground,
                    possible.stream()
                            .filter(scenario -> scenario.ground() == ground)
                            .toList(),
                    timetable);
        }
        return new SuiteResult(results, notPlayed);
    }

    private void play(Ground ground, List<Scenario> scenarios, Timetable timetable) throws Exception {
        if (scenarios.isEmpty()) {
            return;
        }
        // The first has to bear the start of brokers, registry and training.
        Share share = timetable.next(scenarios.get(0));
        try (Stage stage = Stage.on(ground)) {
            for (Scenario scenario : scenarios) {
                if (scenario != scenarios.get(0)) {
                    share = timetable.next(scenario);
                }
                said.accept(scenario.name() + ": starting two instances that trust one key");
                try {
                    results.add(play(stage, scenario, share));
                } catch (IOException | RuntimeException e) {
                    // The others have something to show all the same.
                    LOG.atDebug().setCause(e).log("broken off");
                    note(scenario, String.valueOf(e.getMessage()), true);
                }
            }
        }
    }

    private void note(Scenario scenario, String why, boolean brokenOff) {
        NotPlayed noted = new NotPlayed(scenario.name(), why, brokenOff);
        notPlayed.add(noted);
        said.accept(noted.line());
    }

    private ScenarioResult play(Stage stage, Scenario scenario, Share share) throws IOException, InterruptedException {
        try (Scene scene = Scene.open(stage, scenario, patience);
                SteadyLoad load = SteadyLoad.start(
                        stage.rig(),
                        scene.topics(),
                        traffic(stage.rig(), scenario, scene),
                        scenario.rate(rate),
                        scenario.warmUp(warmUp(share)),
                        () -> scenario.rehearse(scene),
                        said)) {
            scenario.play(scene, load, share);
            boolean unused = load.stop(); // what has no answer is counted
            said.accept("counting what became of every image");
            return audited(stage.rig(), scenario, scene, load);
        }
    }

    private Duration warmUp(Share share) {
        Duration part = share.left(System.nanoTime()).dividedBy(WARM_UP_PART);
        return share.isGiven() && part.compareTo(warmUp) < 0 ? part : warmUp;
    }

    private static Traffic traffic(Rig rig, Scenario scenario, Scene scene) throws IOException {
        var good = rig.images(ImageKind.JPEG_32).distinct();
        return new Traffic(scenario.hasDamagedImages() ? DamagedImages.among(good) : good, scene::answered);
    }

    private static ScenarioResult audited(Rig rig, Scenario scenario, Scene scene, SteadyLoad load)
            throws InterruptedException {
        OptionalLong peakBytes = scene.instances().peakBytes();
        Account account = scenario.account(scene, load);
        Audit audit = new Audit(
                scene.operator().published(),
                scenario.hasDamagedImages() ? DamagedImages.among(load.sent()) : 0,
                peakBytes);
        CommittedAnswers.read(rig.connection(), scene.topics(), answer -> {
            audit.hear(answer);
            account.hear(answer);
        });
        ImageEnds images = ImageEnds.of(rig.connection(), scene.topics().images());
        return new ScenarioResult(
                scenario.name(),
                new ScenarioResult.Load(load.capacity(), load.imagesPerSecond(), load.lagP99Millis()),
                audit.fates(images),
                peakBytes,
                audit.violations(images),
                account);
    }
}
