package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.stack.Registry;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestApp;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** An outage is not bad input: the schema registry goes away in mid-stream and comes back. */
class OutageIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void shouldStopTheLineWhileTheRegistryIsAwayAndLoseNothing() throws IOException, InterruptedException {
        TestTopics topics = TestTopics.create(SharedStack.get().bootstrapServers(), 2);
        try (Registry registry = Registry.start();
                TestImages images = new TestImages(topics, registry.url());
                Outcomes outcomes = new Outcomes(topics, registry.url());
                TestApp app = TestApp.on(topics, registry.url())
                        .with("transaction.timeout.ms", 2_000)
                        .withSerde("max.retries", 0)
                        .start()) {
            // Given: images flow, and one whose schema id has not been seen yet is on its way
            images.writeNoise(200);
            await().atMost(LIMIT).until(() -> outcomes.images() == 200);
            byte[] fresh = images.bytes(TestImages.noise("fresh", 1));
            ByteBuffer.wrap(fresh)
                    .putInt(1, registerAnotherForm(registry, topics.names().images() + "-value"));

            // When: longer than a transaction may take
            registry.stop();
            images.writeBytes(fresh);
            images.writeNoise(200);
            await().atMost(LIMIT).until(() -> app.line().stopped().isPresent());
            await().during(Duration.ofSeconds(4))
                    .atMost(LIMIT)
                    .until(() -> app.line().stopped().isPresent());
            assertThat(outcomes.images()).isLessThan(401);
            registry.restart();

            // Then
            await().atMost(LIMIT).until(() -> outcomes.images() == 401);
            assertThat(app.line().stopped()).isEmpty();
            assertThat(outcomes.seen()).allMatch(OutcomeRecord::prediction);
            assertThat(outcomes.duplicated()).isZero();
            assertThat(outcomes.outOfOrder()).isZero();
            assertThat(app.policy().gaveUp()).isEmpty();
        }
    }

    /** The same schema with another doc text: another id, which no cache knows. */
    private static int registerAnotherForm(Registry registry, String subject) throws IOException, InterruptedException {
        String schema = new Schema.Parser()
                .parse(Image.getClassSchema().toString())
                .toString()
                .replace("An image to be put before the specialists.", "Another form.");
        String body = "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/" + subject + "/versions"))
                                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return Integer.parseInt(answer.body().replaceAll(".*\"id\":(\\d+).*", "$1"));
    }
}
