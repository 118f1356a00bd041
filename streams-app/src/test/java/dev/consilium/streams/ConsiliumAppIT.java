package dev.consilium.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.config.ConsiliumConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsiliumAppIT {

    @TempDir
    Path cache;

    @Test
    void shouldBeLiveButNotReadyWithoutARoster() throws Exception {
        try (ConsiliumApp app = ConsiliumApp.start(config("no-roster", Map.of()))) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(get(app, "/health/ready").body())
                            .contains("The roster is empty: publish a specialist"));
            assertThat(get(app, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(get(app, "/health/live").statusCode()).isEqualTo(200);
            assertThat(get(app, "/metrics").body()).contains("consilium_scorers_alive");
            assertThat(get(app, "/api/roster").body()).contains("\"phase\":\"WAITING\"");
            assertThat(get(app, "/api/topology").body()).contains("No topology runs");
            assertThat(get(app, "/").body()).contains("<title>Consilium</title>");
        }
    }

    @Test
    void shouldEndWithoutAReasonWhenClosed() {
        ConsiliumApp app = ConsiliumApp.start(config("closed", Map.of("http.enabled", "false")));

        app.close();
        app.close();

        assertThat(app.awaitEnd()).isEmpty();
    }

    @Test
    void shouldNameTheBrokerThatDoesNotAnswer() {
        ConsiliumConfig config = config(
                "unreachable", Map.of("bootstrap.servers", "127.0.0.1:1", "kafka.default.api.timeout.ms", "2000"));

        assertThatThrownBy(() -> ConsiliumApp.start(config))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:1");
    }

    private ConsiliumConfig config(String name, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "bootstrap.servers",
                SharedStack.get().bootstrapServers(),
                "schema.registry.url",
                SharedStack.get().schemaRegistryUrl(),
                "application.id",
                name,
                "artifact.cache.directory",
                cache.toString(),
                "topics.images.partitions",
                "2",
                "http.port",
                "0"));
        for (String topic :
                new String[] {"images", "predictions", "models", "model.artifacts", "roster", "rollouts", "dead.letters"
                }) {
            settings.put("topic." + topic, name + "-" + topic);
        }
        settings.putAll(more);
        return new ConsiliumConfig(settings);
    }

    private static HttpResponse<String> get(ConsiliumApp app, String path) throws IOException, InterruptedException {
        URI uri = URI.create(app.httpAddress().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
