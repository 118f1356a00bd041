package dev.consilium.streams.roster;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serde;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all instances say of the trials, as {@code rollouts} has it: the latest statistics of each start of an instance, which
 * are cumulative, and refusals. Reads only while there is a trial.
 *
 * <p>Owned by the jury's thread.
 */
final class TrialEvidence implements AutoCloseable {

    /** In the statistics of an event: which decision for a trial it is about, in milliseconds since the epoch. */
    static final String DECIDED_AT = "decidedAt";

    private static final Logger LOG = LoggerFactory.getLogger(TrialEvidence.class);
    private static final Duration LISTEN = Duration.ofMillis(100);
    /** Clocks of those who decide and of those who tell may differ. */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final Connection connection;
    private final TopicPartition rollouts;
    private final Serde<RolloutEvent> serde;
    private final Map<TrialCase, Map<String, TrialStatistics>> seen = new HashMap<>();
    private final Map<TrialCase, String> refusals = new HashMap<>();
    private Optional<Consumer<byte[], byte[]>> consumer = Optional.empty();
    private List<TrialCase> cases = List.of();

    TrialEvidence(Connection connection, String rollouts) {
        this.connection = connection;
        this.rollouts = new TopicPartition(rollouts, 0);
        this.serde = connection.serde(RolloutEvent.class);
    }

    /** Reads on; from the time of the oldest decision when these are other trials than before. */
    void collect(List<TrialCase> now) {
        if (!now.equals(cases)) {
            forget();
            cases = List.copyOf(now);
        }
        if (cases.isEmpty()) {
            return;
        }
        Consumer<byte[], byte[]> reader = consumer.orElseGet(this::open);
        consumer = Optional.of(reader);
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(LISTEN)) {
            try {
                take(serde.deserializer().deserialize(record.topic(), record.value()));
            } catch (SerializationException e) {
                LOG.atDebug().addKeyValue("offset", record.offset()).log("An event that cannot be read is passed over");
            }
        }
    }

    /** Of all instances together. */
    TrialStatistics sum(TrialCase trial) {
        return seen.getOrDefault(trial, Map.of()).values().stream().reduce(TrialStatistics.NONE, TrialStatistics::plus);
    }

    /** Why an instance does not even let it be heard. */
    Optional<String> refusal(TrialCase trial) {
        return Optional.ofNullable(refusals.get(trial));
    }

    @Override
    public void close() {
        forget();
        serde.close();
    }

    private void take(RolloutEvent event) {
        for (TrialCase trial : cases) {
            if (!event.getSpecialist().equals(trial.version().specialist())
                    || !event.getVersion().equals(trial.version().version())) {
                continue;
            }
            Double decidedAt = event.getStatistics().get(DECIDED_AT);
            if (decidedAt != null && decidedAt.longValue() == trial.decidedAt().toEpochMilli()) {
                seen.computeIfAbsent(trial, first -> new HashMap<>())
                        .put(event.getIncarnation(), TrialStatistics.of(event.getStatistics()));
            } else if (event.getState() == RolloutState.REJECTED
                    && event.getAt().isAfter(trial.decidedAt())) {
                refusals.put(trial, event.getInstance() + " refuses it: " + event.getReason());
            }
        }
    }

    private Consumer<byte[], byte[]> open() {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        Consumer<byte[], byte[]> opened =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            opened.assign(List.of(rollouts));
            Instant oldest = cases.stream()
                    .map(TrialCase::decidedAt)
                    .min(Comparator.naturalOrder())
                    .orElseThrow()
                    .minus(CLOCKS_DIFFER);
            OffsetAndTimestamp first = opened.offsetsForTimes(Map.of(rollouts, oldest.toEpochMilli()))
                    .get(rollouts);
            if (first == null) {
                opened.seekToEnd(List.of(rollouts));
            } else {
                opened.seek(rollouts, first.offset());
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void forget() {
        consumer.ifPresent(Consumer::close);
        consumer = Optional.empty();
        seen.clear();
        refusals.clear();
    }
}
