package dev.consilium.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIT {
    private static final TopicPartition PARTITION = new TopicPartition("records", 0);

    @Test
    void shouldKeepRecordsSchemasAndAddressesThroughAnOutage() throws Exception {
        try (Stack stack = Stack.start()) {
            // Given
            createTopic(stack);
            commitInTransaction(stack, "before");
            register(stack.schemaRegistryUrl(), "records-value", "{\"type\":\"string\"}");

            // When
            stack.broker().stop();
            stack.registry().stop();
            stack.broker().restart();
            stack.registry().restart();

            // Then
            commitInTransaction(stack, "after");
            assertThat(committedRecords(stack, 2)).containsExactly("before", "after");
            assertThat(get(stack.schemaRegistryUrl(), "/subjects")).isEqualTo("[\"records-value\"]");
        }
    }

    @Test
    void shouldKeepDataInANamedFolder(@TempDir Path data) throws Exception {
        // Given
        StackOptions options = StackOptions.defaults().withData(data);
        try (Stack stack = Stack.start(options)) {
            createTopic(stack);
            commitInTransaction(stack, "kept");
            register(stack.schemaRegistryUrl(), "records-value", "{\"type\":\"string\"}");
        }

        // When
        try (Stack stack = Stack.start(options)) {
            // Then
            assertThat(committedRecords(stack, 1)).containsExactly("kept");
            assertThat(get(stack.schemaRegistryUrl(), "/subjects")).isEqualTo("[\"records-value\"]");
        }
    }

    @Test
    void shouldKeepSchemasWhenTheRegistryIsKilled(@TempDir Path data) throws Exception {
        // Given
        StackOptions options = StackOptions.defaults().withData(data);
        Registry registry = Registry.start(options);
        assertThat(register(registry.url(), "killed", "{\"type\":\"string\"}")).isEqualTo(200);

        // When
        ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains(data.toString()))
                .forEach(child -> {
                    child.destroyForcibly();
                    child.onExit().join();
                });

        // Then
        try (registry) {
            registry.restart();
            assertThat(get(registry.url(), "/subjects")).isEqualTo("[\"killed\"]");
        }
    }

    @Test
    void shouldRefuseIncompatibleSchemas() throws Exception {
        // Given
        Stack stack = SharedStack.get();
        assertThat(register(stack.schemaRegistryUrl(), "compatibility", "{\"type\":\"string\"}"))
                .isEqualTo(200);

        // When
        int status = register(stack.schemaRegistryUrl(), "compatibility", "{\"type\":\"long\"}");

        // Then
        assertThat(status).isEqualTo(409);
    }

    @Test
    void shouldPassBrokerPropertiesThrough() throws Exception {
        // Given
        StackOptions options = StackOptions.defaults().withBrokerProperty("auto.create.topics.enable", "true");
        try (Broker broker = Broker.start(options);
                KafkaProducer<String, String> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            // When
            long offset = producer.send(new ProducerRecord<>("made-on-demand", "value"))
                    .get()
                    .offset();

            // Then
            assertThat(offset).isZero();
        }
    }

    private static void createTopic(Stack stack) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            admin.createTopics(Set.of(new NewTopic(PARTITION.topic(), 1, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void commitInTransaction(Stack stack, String value) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "stack-test");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            var unused = producer.send(new ProducerRecord<>(PARTITION.topic(), value));
            producer.commitTransaction();
        }
    }

    private static List<String> committedRecords(Stack stack, int expected) {
        Map<String, Object> properties =
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(Set.of(PARTITION));
            consumer.seekToBeginning(Set.of(PARTITION));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                StreamSupport.stream(consumer.poll(Duration.ofMillis(200)).spliterator(), false)
                        .forEach(record -> values.add(record.value()));
                assertThat(values).hasSize(expected);
            });
            return values;
        }
    }

    private static int register(String url, String subject, String schema) throws Exception {
        String body = "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/subjects/" + subject + "/versions"))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).statusCode();
    }

    private static String get(String url, String path) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }
}
