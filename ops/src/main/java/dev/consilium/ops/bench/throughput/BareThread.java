package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * One thread of the loop by hand: polls, answers in full batches, and commits outcomes and offsets in one transaction as
 * often as Consilium does. A failure ends it; whoever waits for its outcomes then waits in vain.
 *
 * <p>Everything but {@link #end} runs on the thread itself.
 */
final class BareThread implements ConsumerRebalanceListener {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final long COMMIT_NANOS = Duration.ofMillis(100).toNanos();

    private final Kernel kernel;
    private final Topics topics;
    private final KafkaConsumer<byte[], Image> consumer;
    private final KafkaProducer<byte[], Prediction> producer;
    private final Thread thread;
    private final List<ConsumerRecord<byte[], Image>> waiting = new ArrayList<>();
    private final Map<TopicPartition, OffsetAndMetadata> answered = new HashMap<>();
    private long committed = System.nanoTime();
    private volatile boolean ended;

    BareThread(Connection connection, Topics topics, String group, int number, Kernel kernel) {
        this.kernel = kernel;
        this.topics = topics;
        this.consumer = consumer(connection, group);
        this.producer = producer(connection, group + "-" + number);
        this.thread = new Thread(this::run, "loop-" + number);
    }

    void start() {
        thread.start();
    }

    /** Ends the loop and waits for it. */
    void end() throws InterruptedException {
        ended = true;
        thread.join();
    }

    private void run() {
        // Closed in the reverse order: leaving the group answers and commits what waits, which needs the other two.
        try (kernel;
                producer;
                consumer) {
            producer.initTransactions();
            consumer.subscribe(List.of(topics.images()), this);
            while (!ended) {
                ConsumerRecords<byte[], Image> polled = consumer.poll(POLL);
                for (ConsumerRecord<byte[], Image> record : polled) {
                    waiting.add(record);
                    if (waiting.size() == kernel.batchSize()) {
                        answerWaiting();
                        commitWhenDue();
                    }
                }
                if (polled.isEmpty()) {
                    answerWaiting();
                }
                commitWhenDue();
            }
        }
    }

    private void answerWaiting() {
        if (waiting.isEmpty()) {
            return;
        }
        if (answered.isEmpty()) {
            // Not before there is something to commit: a producer that closes with an empty transaction open takes a
            // minute.
            producer.beginTransaction();
        }
        List<Ruling> rulings =
                kernel.answer(waiting.stream().map(ConsumerRecord::value).toList());
        for (int i = 0; i < waiting.size(); i++) {
            ConsumerRecord<byte[], Image> record = waiting.get(i);
            var unused = producer.send(new ProducerRecord<>(
                    topics.predictions(),
                    record.partition(),
                    record.timestamp(),
                    record.key(),
                    rulings.get(i)
                            .prediction(
                                    record.value(), new Source(record.topic(), record.partition(), record.offset())),
                    record.headers()));
            answered.put(
                    new TopicPartition(record.topic(), record.partition()), new OffsetAndMetadata(record.offset() + 1));
        }
        waiting.clear();
    }

    private void commitWhenDue() {
        if (System.nanoTime() - committed >= COMMIT_NANOS) {
            commit();
        }
    }

    /** What waits for a full batch stays uncommitted: the mark is behind it. */
    private void commit() {
        if (!answered.isEmpty()) {
            producer.sendOffsetsToTransaction(answered, consumer.groupMetadata());
            producer.commitTransaction();
            answered.clear();
        }
        committed = System.nanoTime();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        answerWaiting();
        commit();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {}

    private static KafkaConsumer<byte[], Image> consumer(Connection connection, String group) {
        Map<String, Object> config = connection.client();
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        return new KafkaConsumer<>(
                config,
                new ByteArrayDeserializer(),
                connection.serde(Image.class).deserializer());
    }

    private static KafkaProducer<byte[], Prediction> producer(Connection connection, String transactionalId) {
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        return new KafkaProducer<>(
                config,
                new ByteArraySerializer(),
                connection.serde(Prediction.class).serializer());
    }
}
