package dev.consilium.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.ops.SeedScene;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.ConsiliumApp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An app that answers real images has every meter that the rules and the dashboards ask for. */
class MonitoringIT {

    /** A scrape with two specialists has 19 KB, every 15 seconds; what Kafka shows must not multiply it. */
    private static final int MOST_CHARACTERS = 64_000;

    /** Only while a version is not asked; {@code CircuitBreakersTest} has it. */
    private static final String IN_TROUBLE = "consilium_circuit_open_versions";

    private final Connection connection = Connection.to(
            SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());

    @TempDir
    Path cache;

    @Test
    void shouldHaveEveryMeterThatRulesAndDashboardsAskFor() throws Exception {
        SeedScene scene = new SeedScene(connection, "monitoring", cache);

        scene.play(app -> {
            sendWhatIsNoImage(scene.topics().images());
            Awaitility.await().untilAsserted(() -> {
                String scrape = scrape(app);
                assertThat(names(scrape)).doesNotContain(IN_TROUBLE);
                Set<String> asked = MonitoringFiles.meters();
                asked.remove(IN_TROUBLE);
                assertThat(names(scrape)).containsAll(asked);
                assertThat(scrape).hasSizeLessThan(MOST_CHARACTERS);
                assertThat(value(scrape, "consilium_ready")).isEqualTo(1);
                assertThat(value(scrape, "consilium_settled_images_total{outcome=\"decided\"}"))
                        .isEqualTo(1000);
                assertThat(value(scrape, "consilium_dead_letters_total{reason=\"SerializationException\"}"))
                        .isEqualTo(1);
                assertThat(value(scrape, "consilium_lag_images")).isNotNegative();
            });
            shouldBeAsSureAsTheManifestsSay(scrape(app));
        });
    }

    /** The seed's manifests tell how sure PyTorch is of these very images. */
    private static void shouldBeAsSureAsTheManifestsSay(String scrape) {
        for (String specialist : new String[] {"classes-0-4", "classes-5-9"}) {
            String version = "{specialist=\"" + specialist + "\",version=\"v1\"}";
            double served = value(scrape, "consilium_confidence_ratio_sum" + version)
                    / value(scrape, "consilium_confidence_ratio_count" + version);
            assertThat(served)
                    .as(specialist)
                    .isCloseTo(value(scrape, "consilium_expected_confidence_ratio" + version), within(1e-3));
        }
    }

    private void sendWhatIsNoImage(String topic) {
        try (var producer =
                new KafkaProducer<>(connection.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            var unused = producer.send(new ProducerRecord<>(topic, new byte[] {1, 2, 3}));
        }
    }

    private static String scrape(ConsiliumApp app) throws IOException, InterruptedException {
        URI uri = URI.create(app.httpAddress().orElseThrow() + "/metrics");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static double value(String scrape, String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + series + " in\n" + scrape));
    }

    private static Set<String> names(String scrape) {
        Set<String> names = new TreeSet<>();
        scrape.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("[{ ]", 2)[0])
                .forEach(names::add);
        return names;
    }
}
