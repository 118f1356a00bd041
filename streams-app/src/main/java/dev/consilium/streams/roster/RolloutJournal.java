package dev.consilium.streams.roster;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells what became of each version: an event on {@code rollouts}, a log line, a count. An outage delays events and loses
 * the oldest only beyond {@value #BACKLOG}; it never holds up a roll-out for longer than {@link #MAX_BLOCK}.
 *
 * <p>Used by the feed's and the loader's thread; any may ask what was told.
 */
final class RolloutJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RolloutJournal.class);
    private static final int BACKLOG = 1_000;
    private static final Duration MAX_BLOCK = Duration.ofSeconds(2);

    private final String topic;
    private final String instance;
    private final String incarnation;
    private final Meters meters;
    private final RolloutTrail trail = new RolloutTrail();
    private final Serde<RolloutEvent> serde;
    private final Producer<byte[], byte[]> producer;

    /** Not yet handed to the producer, oldest first. */
    private final Deque<RolloutEvent> waiting = new ArrayDeque<>();

    private boolean closed;

    /**
     * A journal that writes to {@code topic}.
     *
     * @param instance the name of this instance, the same after a restart
     * @param incarnation unique per start
     */
    RolloutJournal(Connection connection, String topic, String instance, String incarnation, Meters meters) {
        this.topic = topic;
        this.instance = instance;
        this.incarnation = incarnation;
        this.meters = meters;
        this.serde = connection.serde(RolloutEvent.class);
        var config = connection.client();
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK.toMillis());
        config.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Math.toIntExact(Duration.ofMinutes(10).toMillis()));
        config.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        this.producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Tells; after {@link #close}, the log alone. */
    synchronized void record(VersionState state) {
        String specialist = state.step().version().specialist();
        meters.declare(Metric.ROLLOUTS, specialist, RolloutState.REJECTED.name());
        meters.count(Metric.ROLLOUTS, specialist, state.state().name());
        log(state);
        enqueue(state);
    }

    /** Tells what was seen in a state, which is no transition. */
    synchronized void progress(VersionState state) {
        enqueue(state);
    }

    /** What it told of late, oldest first; any thread. */
    List<RolloutEvent> told() {
        return trail.events();
    }

    private void enqueue(VersionState state) {
        if (closed) {
            return;
        }
        RolloutEvent event = event(state);
        trail.add(event);
        if (waiting.size() == BACKLOG) {
            waiting.removeFirst();
        }
        waiting.addLast(event);
        send();
    }

    /** Sends what an outage held up. */
    synchronized void retry() {
        if (!waiting.isEmpty()) {
            send();
        }
    }

    @Override
    public synchronized void close() {
        send();
        closed = true;
        producer.close(Duration.ofSeconds(5));
        serde.close();
    }

    private void send() {
        try {
            while (!waiting.isEmpty()) {
                RolloutEvent event = waiting.getFirst();
                byte[] key = (event.getSpecialist() + "@" + event.getVersion()).getBytes(StandardCharsets.UTF_8);
                byte[] value = serde.serializer().serialize(topic, event);
                var unused = producer.send(new ProducerRecord<>(topic, key, value), (written, failure) -> {
                    if (failure != null) {
                        LOG.atError()
                                .addKeyValue("specialist", event.getSpecialist())
                                .addKeyValue("version", event.getVersion())
                                .addKeyValue("state", event.getState())
                                .addKeyValue("reason", failure.getMessage())
                                .log("A roll-out event is lost");
                    }
                });
                waiting.removeFirst();
            }
        } catch (KafkaException e) {
            LOG.atWarn()
                    .addKeyValue("waiting", waiting.size())
                    .addKeyValue("reason", e.getMessage())
                    .log("Roll-out events are held up");
        }
    }

    private RolloutEvent event(VersionState state) {
        return RolloutEvent.newBuilder()
                .setSpecialist(state.step().version().specialist())
                .setVersion(state.step().version().version())
                .setInstance(instance)
                .setIncarnation(incarnation)
                .setState(state.state())
                .setReason(state.reason())
                .setStatistics(state.statistics())
                .setMillis(state.step().took().toMillis())
                .setAt(state.step().at())
                .build();
    }

    private static void log(VersionState state) {
        LOG.atLevel(state.state() == RolloutState.REJECTED ? Level.ERROR : Level.INFO)
                .addKeyValue("specialist", state.step().version().specialist())
                .addKeyValue("version", state.step().version().version())
                .addKeyValue("state", state.state())
                .addKeyValue("millis", state.step().took().toMillis())
                .addKeyValue("reason", state.reason())
                .log("Roll-out");
    }
}
