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
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Plays scenarios, each on instances of its own under a steady load, and lets all guarantees look at every answer. One thread. */
final class Suite {

    private final Rate rate;
    private final Duration warmUp;
    private final Patience patience;
    private final Consumer<String> said;

    /** @param warmUp as the user asks for it; scenarios may do with less */
    Suite(Rate rate, Duration warmUp, Patience patience, Consumer<String> said) {
        this.rate = rate;
        this.warmUp = warmUp;
        this.patience = patience;
        this.said = said;
    }

    /** One after the other; those that need several brokers come last. */
    SuiteResult play(List<Scenario> scenarios) throws Exception {
        Map<Boolean, List<Scenario>> byCluster =
                scenarios.stream().collect(Collectors.partitioningBy(Scenario::needsCluster));
        List<ScenarioResult> results = new ArrayList<>();
        results.addAll(play(byCluster.getOrDefault(false, List.of()), Rig::start));
        results.addAll(play(byCluster.getOrDefault(true, List.of()), Rig::startOnCluster));
        return new SuiteResult(results);
    }

    private List<ScenarioResult> play(List<Scenario> scenarios, Callable<Rig> start) throws Exception {
        if (scenarios.isEmpty()) {
            return List.of();
        }
        try (Rig rig = start.call()) {
            List<ScenarioResult> results = new ArrayList<>();
            for (Scenario scenario : scenarios) {
                said.accept(scenario.name() + ": starting two instances that trust one key");
                results.add(play(rig, scenario));
            }
            return results;
        }
    }

    private ScenarioResult play(Rig rig, Scenario scenario) throws IOException, InterruptedException {
        try (Scene scene = Scene.open(rig, scenario, patience);
                SteadyLoad load = SteadyLoad.start(
                        rig,
                        scene.topics(),
                        traffic(rig, scenario, scene),
                        rate,
                        scenario.warmUp(warmUp),
                        () -> scenario.rehearse(scene),
                        said)) {
            scenario.play(scene, load);
            boolean unused = load.stop(); // what has no answer is counted
            said.accept("counting what became of every image");
            return audited(rig, scenario, scene, load);
        }
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
