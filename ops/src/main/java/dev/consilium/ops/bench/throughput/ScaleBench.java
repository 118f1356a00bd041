package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.BenchImages;
import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.bench.rig.Window;
import dev.consilium.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The same images through one setup after the other, in rounds; backwards in every other one. Used once, by one thread.
 */
final class ScaleBench {

    private static final int BATCH = 32;

    /** An instance in a process of its own has compiled nothing yet, whatever ran in this one. */
    private static final Duration COLD = Duration.ofSeconds(40);

    /** They are long. */
    private static final int COLD_ROUNDS = 2;

    private static final int MOST_INSTANCES = 2;

    private final Rig rig;
    private final ThroughputSettings settings;
    private final Consumer<String> said;
    private final Contest contest;
    private final BenchImages images;
    private final Map<String, Topics> topics = new HashMap<>();
    private final Set<String> preloaded = new HashSet<>();
    private long count;

    ScaleBench(Rig rig, ThroughputSettings settings, Consumer<String> said) throws Exception {
        this.rig = rig;
        this.settings = settings;
        this.said = said;
        this.contest = new Contest(rig);
        this.images = rig.images(ImageKind.JPEG_32);
    }

    /** @param setups the base first */
    ScaleResult run(List<Setup> setups) throws Exception {
        Map<Integer, List<Limit.Result>> limits = new TreeMap<>();
        limit(1, settings.window()); // compiles the kernel
        double most = limit(1, settings.window()).imagesPerSecond();
        double seconds = settings.warmUp().plus(settings.window()).toMillis() / 1e3;
        count = settings.images().orElse((long) (most * seconds * 1.3));
        said.accept(String.format(
                Locale.ROOT,
                "%,d images a topic; warming up for %d s",
                count,
                settings.firstWarmUp().toSeconds()));
        List<ScaleRow> rows = setups.stream().map(ScaleRow::of).toList();
        contest.warmUp(consilium(rows.get(0).setup()), count, settings.firstWarmUp());
        for (int round = 0; round < settings.rounds(); round++) {
            for (ScaleRow row : inTurn(rows, round)) {
                row.drains().add(drained(row.setup().label(), consilium(row.setup()), window()));
                if (row.setup().tellsCostOfSpecialists()) {
                    int specialists = row.setup().specialists();
                    limits.computeIfAbsent(specialists, key -> new ArrayList<>())
                            .add(limit(specialists, settings.window()));
                }
            }
        }
        Optional<String> hindrance = Cores.hindrance();
        hindrance.ifPresent(said);
        return new ScaleResult(
                count,
                bytes(),
                rows,
                limits,
                hindrance.isPresent() ? Map.of() : instances(rows.get(0)),
                hindrance.orElse(""));
    }

    private Map<Integer, List<Drain>> instances(ScaleRow base) throws Exception {
        Topics its = topics(base.setup());
        long enough = settings.images().orElse(Math.max(count, forInstances(base)));
        rig.preload(images, its.images(), count, enough);
        List<Integer> cores = Cores.allowed();
        Map<Integer, List<Drain>> drains = new TreeMap<>();
        Window cold = new Window(enough, COLD, settings.window());
        for (int round = 0; round < Math.min(COLD_ROUNDS, settings.rounds()); round++) {
            for (int instances : inTurn(List.of(1, MOST_INSTANCES), round)) {
                Contestant contestant = new Instances(rig, its, cores.subList(0, instances));
                drains.computeIfAbsent(instances, key -> new ArrayList<>())
                        .add(drained(contestant.name(), contestant, cold));
            }
        }
        return drains;
    }

    /** They cannot go over the topic again, as what warms up in this process does. */
    private long forInstances(ScaleRow base) {
        double perCore = base.rate().median() / settings.threads();
        double seconds = COLD.plus(settings.window()).toMillis() / 1e3;
        return (long) (perCore * MOST_INSTANCES * seconds * 1.4);
    }

    private Drain drained(String label, Contestant contestant, Window window) throws Exception {
        Drain drain = contest.run(contestant, window);
        said.accept(String.format(Locale.ROOT, "  %-26s %,9.0f images/s", label, drain.imagesPerSecond()));
        return drain;
    }

    private Limit.Result limit(int specialists, Duration measured) throws Exception {
        try (Models models = Models.load(rig.specialists(specialists), BATCH)) {
            return new Limit(models, images.distinct(), settings.threads(), BATCH)
                    .run(Duration.ofMillis(measured.toMillis() / 4), measured);
        }
    }

    private Bytes bytes() throws Exception {
        try (Models models = Models.load(rig.specialists(2), BATCH)) {
            return Bytes.of(rig.connection(), models, images);
        }
    }

    private Window window() {
        return new Window(count, settings.warmUp(), settings.window());
    }

    private Contestant consilium(Setup setup) throws Exception {
        return new Consilium(rig, topics(setup), setup.settings());
    }

    /** With its specialists published and the images on it. */
    private Topics topics(Setup setup) throws Exception {
        Topics known = topics.get(setup.name());
        if (known != null) {
            return known;
        }
        Topics made = rig.topics(setup.name(), setup.imagesTopic(), setup.partitions());
        rig.publish(made, rig.specialists(setup.specialists()));
        if (preloaded.add(setup.imagesTopic())) {
            rig.preload(images, setup.imagesTopic(), 0, count);
        }
        topics.put(setup.name(), made);
        return made;
    }

    private static <T> List<T> inTurn(List<T> all, int round) {
        List<T> turn = new ArrayList<>(all);
        if (round % 2 == 1) {
            Collections.reverse(turn);
        }
        return turn;
    }
}
