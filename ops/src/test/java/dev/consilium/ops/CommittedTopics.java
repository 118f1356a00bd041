package dev.consilium.ops;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import java.util.Arrays;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Topics of one test on the shared broker, and a transactional writer in the application's place. */
public final class CommittedTopics implements AutoCloseable {
    private final Topics topics;
    private final Connection connection;
    private final KafkaProducer<byte[], byte[]> writer;

    public CommittedTopics(String prefix) {
        topics = Topics.defaults().prefixed(prefix);
        connection = Connection.to(
                SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, topics, 1, (short) 1);
        }
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, prefix + "writer");
        writer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        writer.initTransactions();
    }

    public Topics topics() {
        return topics;
    }

    public Connection connection() {
        return connection;
    }

    /** What tells a command where broker and registry are. */
    public String[] options(String... command) {
        String[] where = {
            "--bootstrap-server", connection.bootstrapServers(), "--schema-registry", connection.schemaRegistryUrl()
        };
        String[] all = Arrays.copyOf(command, command.length + where.length);
        System.arraycopy(where, 0, all, command.length, where.length);
        return all;
    }

    /** What tells an app, or a command by its properties file, what the topics are called. */
    public Map<String, String> topicSettings() {
        return Map.of(
                "topic.images", topics.images(),
                "topic.predictions", topics.predictions(),
                "topic.models", topics.models(),
                "topic.model.artifacts", topics.modelArtifacts(),
                "topic.roster", topics.roster(),
                "topic.rollouts", topics.rollouts(),
                "topic.dead.letters", topics.deadLetters());
    }

    public void commit(Prediction... predictions) {
        write(predictions);
        writer.commitTransaction();
    }

    public void abort(Prediction... predictions) {
        write(predictions);
        writer.flush();
        writer.abortTransaction();
    }

    /** Commits a record as it is. */
    public void commit(ProducerRecord<byte[], byte[]> record) {
        writer.beginTransaction();
        var unused = writer.send(record);
        writer.commitTransaction();
    }

    @Override
    public void close() {
        writer.close();
    }

    private void write(Prediction... predictions) {
        writer.beginTransaction();
        try (var serde = connection.serde(Prediction.class)) {
            for (Prediction prediction : predictions) {
                byte[] value = serde.serializer().serialize(topics.predictions(), prediction);
                var unused = writer.send(new ProducerRecord<>(topics.predictions(), value));
            }
        }
    }
}
