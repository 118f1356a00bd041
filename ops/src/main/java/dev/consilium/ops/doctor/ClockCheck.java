package dev.consilium.ops.doctor;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Whether this machine and the broker agree what time it is. The broker's clock shows in one place that any client may see: when a
 * transaction began. This one moves the offset of a group that nobody is in, and is aborted.
 *
 * @param transactionalId that nobody else has; also the name of that group
 * @param images the topic
 */
record ClockCheck(Cluster cluster, String transactionalId, String images, InstantSource clock) implements Check {

    /** Times of different machines are compared: images', predictions', the trail's. */
    private static final Duration NOTICEABLE = Duration.ofSeconds(2);

    /** Brokers refuse records from further in the future, by default (message.timestamp.after.max.ms). */
    private static final Duration UNUSABLE = Duration.ofHours(1);

    private static final String CURE = "let both follow a time server: chrony or systemd-timesyncd";

    @Override
    public Subject subject() {
        return Subject.CLOCK;
    }

    @Override
    public List<Finding> look() throws Exception {
        if (!cluster.hasTopic(images)) {
            return List.of(new NotChecked(subject().toString(), "needs the topic " + images));
        }
        KafkaProducer<byte[], byte[]> producer = cluster.producer(transactionalId);
        try {
            ConsumerGroupMetadata nobody = nobody();
            producer.initTransactions();
            producer.beginTransaction();
            long before = clock.millis();
            producer.sendOffsetsToTransaction(Map.of(new TopicPartition(images, 0), new OffsetAndMetadata(0)), nobody);
            long after = clock.millis();
            OptionalLong begun = Causes.answer(cluster.admin()
                            .describeTransactions(List.of(transactionalId))
                            .description(transactionalId))
                    .transactionStartTimeMs();
            producer.abortTransaction();
            return List.of(
                    begun.isPresent()
                            ? difference(begun.getAsLong(), before, after)
                            : new NotChecked(subject().toString(), "the broker does not say when a transaction began"));
        } catch (AuthorizationException e) {
            return List.of(new NotChecked(
                    subject().toString(), "the broker's shows in a transaction only, and: " + Causes.text(e)));
        } finally {
            producer.close(Duration.ZERO);
        }
    }

    /** A group that nobody is in. */
    private ConsumerGroupMetadata nobody() {
        Map<String, Object> config = cluster.connection().client();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, transactionalId);
        try (var consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            return consumer.groupMetadata();
        }
    }

    /**
     * All in milliseconds since 1970.
     *
     * @param there by the broker's clock
     * @param before by ours, and it cannot have been earlier
     * @param after by ours, and it cannot have been later
     */
    static Finding difference(long there, long before, long after) {
        long ahead = Math.max(0, before - there);
        long behind = Math.max(0, there - after);
        Duration difference = Duration.ofMillis(Math.max(ahead, behind));
        if (difference.compareTo(NOTICEABLE) < 0) {
            return new Ok(Subject.CLOCK.toString(), "less than " + NOTICEABLE.toSeconds() + " s from the broker's");
        }
        String found = String.format(
                Locale.ROOT,
                "%.1f s %s the broker's",
                difference.toMillis() / 1000.0,
                ahead > 0 ? "ahead of" : "behind");
        return ahead > UNUSABLE.toMillis()
                ? new Failed(Subject.CLOCK.toString(), found + ": it refuses records from the future", CURE)
                : new Warning(Subject.CLOCK.toString(), found + ": times and latencies are wrong by that", CURE);
    }
}
