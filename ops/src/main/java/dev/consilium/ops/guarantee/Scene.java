package dev.consilium.ops.guarantee;

import dev.consilium.avro.Image;
import dev.consilium.ops.bench.load.SteadyLoad;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.stack.Ports;
import dev.consilium.stack.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario plays on: topics of its own, two instances that share them and trust one key, and whoever signs and
 * decides. One thread; the thread that reads answers tells it of them.
 */
final class Scene implements AutoCloseable {

    static final int PARTITIONS = 12;

    private static final Probe BUSY = Probe.within(Duration.ofMinutes(2), Duration.ofMillis(10));
    private static final Probe CAUGHT_UP = Probe.within(Duration.ofMinutes(5), Duration.ofMillis(50));
    private static final Duration HANGS_LONGER = Duration.ofSeconds(5);
    private static final Duration BEHIND = Duration.ofSeconds(2);
    private static final Probe TAKEN_OVER = Probe.within(Duration.ofMinutes(1), Duration.ofMillis(50));
    private static final Probe RECOVERED = Probe.within(Duration.ofMinutes(2), Duration.ofMillis(20));

    private final Stage stage;
    private final Outfit outfit;
    private final String name;
    private final Topics topics;
    private final Map<String, String> settings;
    private final Patience patience;
    private final Instances instances = new Instances();
    private final Trail trail;
    private final Operator operator;
    private final Backlog backlog = new Backlog(PARTITIONS, System.nanoTime());
    private final AtomicReference<@Nullable Strike> strike = new AtomicReference<>();
    private int started;

    private Scene(Stage stage, Scenario scenario, Patience patience) throws IOException {
        Rig rig = stage.rig();
        this.stage = stage;
        this.outfit = scenario.outfit();
        this.name = "guarantee-" + scenario.name();
        this.patience = patience;
        this.topics = rig.topics(name, name + "-images", PARTITIONS);
        Path keys = rig.folder().resolve(name + "-keys");
        SigningKey key = KeyPairFiles.in(keys, "guarantee").generate();
        this.settings = new HashMap<>(patience.settings());
        settings.put("http.enabled", "true");
        settings.put("trusted.keys", keys.toString());
        settings.put("trust.unsigned", "false");
        settings.putAll(scenario.settings());
        this.trail = new Trail(rig.connection(), topics, Instances.COUNT, instances::check);
        this.operator = new Operator(rig, topics, specialists(), key, trail);
    }

    private List<SpecialistPackage> specialists() throws IOException {
        List<SpecialistPackage> specialists = new ArrayList<>(rig().specialists(2));
        if (outfit == Outfit.A_SPECIALIST_THAT_HANGS) {
            Duration longer = patience.transaction().plus(HANGS_LONGER);
            specialists.set(
                    0,
                    HangingSpecialist.of(
                            specialists.get(0), longer, rig().folder().resolve(name + "-hanging")));
        }
        return specialists;
    }

    /** Returns when both instances are ready. */
    static Scene open(Stage stage, Scenario scenario, Patience patience) throws IOException, InterruptedException {
        Scene scene = new Scene(stage, scenario, patience);
        try {
            for (int i = 0; i < Instances.COUNT; i++) {
                var unused = scene.startAnother();
            }
            scene.operator.decide();
            scene.instances.awaitReady();
            return scene;
        } catch (IOException | InterruptedException | RuntimeException e) {
            scene.close();
            throw e;
        }
    }

    Rig rig() {
        return stage.rig();
    }

    /** What the first instance reaches the world by. */
    Uplink uplink() {
        return stage.uplink().orElseThrow(() -> new IllegalStateException("no instance is behind a link"));
    }

    /** That the broker's data lie on. */
    SmallDisk disk() {
        return stage.disk().orElseThrow(() -> new IllegalStateException("the broker's disk is not small"));
    }

    Topics topics() {
        return topics;
    }

    /** How long a transaction may last. */
    Duration transaction() {
        return patience.transaction();
    }

    /**
     * Sends one image that is not of the load; returns when the broker has it.
     *
     * @throws IllegalStateException when it does not take it
     */
    void send(Image image, int partition) throws InterruptedException {
        try (KafkaProducer<byte[], Image> producer = new KafkaProducer<>(
                rig().connection().client(),
                new ByteArraySerializer(),
                rig().connection().serde(Image.class).serializer())) {
            producer.send(new ProducerRecord<>(topics.images(), partition, null, image))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("an image could not be sent: " + e.getCause(), e);
        }
    }

    Instances instances() {
        return instances;
    }

    Operator operator() {
        return operator;
    }

    /** Starts one more instance; returns before it is ready. */
    Instance startAnother() throws IOException {
        String own = name + "-" + started;
        Path folder = rig().folder();
        Map<String, String> all = new HashMap<>(settings);
        all.put("http.port", Integer.toString(Ports.free()));
        all.put("artifact.cache.directory", folder.resolve(own).toString());
        if (outfit == Outfit.BEHIND_A_LINK && started == 0) {
            all.putAll(uplink().settings());
        }
        Optional<FakeClock> clock = outfit == Outfit.OWN_CLOCKS
                ? Optional.of(FakeClock.right(folder.resolve(own + ".clock")))
                : Optional.empty();
        started++;
        Instance instance = new Instance(own, rig().settings(topics, name, all), clock, folder.resolve(own + ".log"));
        instances.add(instance);
        return instance;
    }

    /**
     * Waits until others have the partitions of an instance that says nothing.
     *
     * @param strike that has silenced it
     * @param pastItsTransaction and then until it is silent for longer than its transaction may last
     */
    void awaitTakenOver(Instance silent, Strike strike, boolean pastItsTransaction) throws InterruptedException {
        TAKEN_OVER.await(
                () -> instances.partitionsWithout(silent).size() == PARTITIONS,
                () -> "nobody takes over the partitions of " + silent + ", which is silent");
        if (pastItsTransaction) {
            Duration left = patience.transaction().plusSeconds(1).minus(strike.silentFor(System.nanoTime()));
            Thread.sleep(Math.max(0, left.toMillis()));
        }
    }

    /**
     * Waits for a moment at which all partitions are assigned and each of these has images in flight; strike then at once.
     *
     * @throws IllegalStateException when there is no such moment
     */
    Strike aim(List<Instance> victims) throws InterruptedException {
        AtomicReference<@Nullable Strike> aimed = new AtomicReference<>();
        BUSY.await(
                () -> {
                    instances.check();
                    if (!instances.share(PARTITIONS)) {
                        return false;
                    }
                    int inFlight = 0;
                    Set<Integer> partitions = new HashSet<>();
                    for (Instance victim : victims) {
                        Instance.Work work = victim.work();
                        if (work.inFlight() == 0 || work.partitions().isEmpty()) {
                            return false;
                        }
                        inFlight += work.inFlight();
                        partitions.addAll(work.partitions());
                    }
                    aimed.set(new Strike(inFlight, partitions, System.nanoTime()));
                    return true;
                },
                () -> victims + " have no image in flight, or not all partitions are assigned, for "
                        + BUSY.limit().toMinutes() + " minutes: give more --rate");
        Strike next = aimed.get();
        if (next == null) {
            throw new IllegalStateException("aimed at nothing");
        }
        strike.set(next);
        return next;
    }

    /** Waits until all instances are ready and what the strike has hit is answered again. */
    void awaitRecovery(Strike struck) throws InterruptedException {
        RECOVERED.await(
                () -> {
                    instances.check();
                    return struck.isOver();
                },
                () -> "partitions " + struck.waiting() + " have no answer "
                        + RECOVERED.limit().toMinutes() + " minutes after a fault");
        instances.awaitReady();
    }

    /**
     * Waits until images on all partitions are answered within two seconds.
     *
     * @throws IllegalStateException when that takes longer than five minutes
     */
    void awaitCaughtUp(SteadyLoad load) throws InterruptedException {
        CAUGHT_UP.await(
                () -> {
                    instances.check();
                    load.check();
                    return backlog.behind(System.nanoTime()).compareTo(BEHIND) < 0;
                },
                () -> "after " + CAUGHT_UP.limit().toMinutes() + " minutes answers are still "
                        + backlog.behind(System.nanoTime()).toSeconds()
                        + " s behind: give less --rate, or more than a few images a second");
    }

    /** An image of the load that was due at a time has its committed answer. */
    void answered(int partition, long dueNanos, long nowNanos) {
        backlog.answered(partition, dueNanos);
        Strike current = strike.get();
        if (current != null) {
            current.answered(partition, dueNanos, nowNanos);
        }
    }

    @Override
    public void close() {
        instances.close();
        operator.close();
        trail.close();
    }
}
