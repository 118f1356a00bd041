package dev.consilium.streams.topology;

import dev.consilium.streams.ledger.OffsetLedger;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.jspecify.annotations.Nullable;

/**
 * The way of an image.
 *
 * <pre>
 * images (as bytes) ─> admit ─┬─> score-[specialist 1] ─┐
 *                             ├─> score-[specialist 2] ─┼─> consult ─> predictions
 *                             └─> score-[specialist N] ─┘        └───> dead-letters
 * </pre>
 *
 * <p>The values are read and written as bytes: {@link Admit} parses and {@link Consult} serialises, so that a bad image, an
 * unreachable registry or a too large outcome is dealt with in the order and in the transaction of the image. All state is
 * in memory; what is in flight when a task ends is read again from the committed mark, which the ledger keeps.
 */
public final class ConsultationTopology {

    static final String IMAGES = "images";
    static final String ADMIT = "admit";
    static final String SCORE = "score-";
    static final String CONSULT = "consult";
    static final String PREDICTIONS = "predictions";
    static final String DEAD_LETTERS = "dead-letters";

    /** None given here, so that {@code auto.offset.reset} decides. */
    private static final @Nullable AutoOffsetReset CONSUMERS_OWN_RESET = null;

    private ConsultationTopology() {}

    /**
     * The topology for the specialists of {@code config}. Runs only with clients of a {@code LedgerClientSupplier} that has
     * the same ledger.
     */
    public static Topology build(TopologyConfig config, Surroundings surroundings) {
        observe(config, surroundings.ledger(), surroundings.meters());
        Topology topology = new Topology();
        topology.addSource(
                CONSUMERS_OWN_RESET,
                IMAGES,
                new ImageTimestamps(surroundings.clock()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer(),
                config.topics().images());
        topology.addProcessor(ADMIT, () -> new Admit(config, surroundings), IMAGES);
        String[] scores = config.specialists().stream().map(SCORE::concat).toArray(String[]::new);
        for (String specialist : config.specialists()) {
            topology.addProcessor(SCORE + specialist, () -> new Score(specialist, surroundings.engine()), ADMIT);
        }
        topology.addProcessor(CONSULT, () -> new Consult(config, surroundings), scores);
        topology.addSink(
                PREDICTIONS,
                config.topics().predictions(),
                new ByteArraySerializer(),
                new Outcome.Bytes(),
                new Outcome.OwnPartition(),
                CONSULT);
        topology.addSink(
                DEAD_LETTERS,
                config.topics().deadLetters(),
                new ByteArraySerializer(),
                new Outcome.Bytes(),
                new Outcome.OwnPartition(),
                CONSULT);
        return topology;
    }

    private static void observe(TopologyConfig config, OffsetLedger ledger, Meters meters) {
        Consult.OUTCOMES.forEach(outcome -> meters.declare(Metric.IMAGES_SETTLED, outcome));
        config.specialists().forEach(specialist -> meters.declare(Metric.ABSENT, specialist));
        meters.gauge(Metric.IN_FLIGHT, ledger::inFlight);
        meters.gauge(Metric.OLDEST_UNSETTLED, () -> ledger.oldestAge().toMillis() / 1000.0);
        meters.gauge(Metric.COMMIT_LAG, ledger::commitLag);
    }
}
