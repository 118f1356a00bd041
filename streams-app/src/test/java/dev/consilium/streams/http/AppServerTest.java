package dev.consilium.streams.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.watch.ConsultationWatch;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppServerTest {

    private static final String TOKEN = "a secret of the operator";

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConsultationWatch watch = new ConsultationWatch(ImageLimits.defaults());
    private Optional<AppServer> server = Optional.empty();

    @AfterEach
    void stop() {
        watch.close();
        server.ifPresent(AppServer::close);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics",
                "/api/roster",
                "/api/status",
                "/api/history",
                "/api/rollouts",
                "/api/consultations",
                "/api/topology"
            })
    void shouldAnswerOnlyWhoBringsTheToken(String path) throws Exception {
        start(Optional.of(TOKEN));

        HttpResponse<String> without = get(path, "X-Nothing", "");
        HttpResponse<String> wrong = get(path, "Authorization", "Bearer " + TOKEN + "x");

        assertThat(without.statusCode()).isEqualTo(401);
        assertThat(without.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"consilium\"");
        assertThat(without.body()).contains("http.token").doesNotContain(TOKEN);
        assertThat(wrong.statusCode()).isEqualTo(401);
    }

    @Test
    void shouldAnswerWithTheToken() throws Exception {
        start(Optional.of(TOKEN));

        HttpResponse<String> rollouts = get("/api/rollouts", "Authorization", "Bearer " + TOKEN);

        assertThat(rollouts.statusCode()).isEqualTo(200);
        assertThat(rollouts.body())
                .contains("\"specialist\":\"low\"", "\"state\":\"GATED\"", "\"worstDifference\":0.5", "\"at\":4000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/", "/page.js", "/page.css", "/icon.svg"})
    void shouldKeepHealthAndThePagesOwnFilesOpen(String path) throws Exception {
        start(Optional.of(TOKEN));

        HttpResponse<String> response = get(path, "X-Nothing", "");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'")
                .doesNotContain("unsafe");
    }

    @Test
    void shouldBeReadOnlyUnlessToldOtherwise() throws Exception {
        start(Optional.empty());

        HttpResponse<String> refused = client.send(
                request("/api/images")
                        .header("Content-Type", "image/png")
                        .POST(HttpRequest.BodyPublishers.ofString("an image"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("http.submit.enabled=true");
    }

    @Test
    void shouldStreamUntilTheAppEnds() throws Exception {
        // Given
        start(Optional.empty());

        // When
        HttpResponse<InputStream> stream = client.send(
                request("/api/consultations")
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8));
        String first = lines.readLine();
        watch.buried(Optional.empty(), "images-0-1", new IOException("broken\n<b>"), 3);
        String event = lines.lines()
                .filter(line -> line.startsWith("data:"))
                .findFirst()
                .orElse("");
        watch.close();

        // Then
        assertThat(first).startsWith(":");
        assertThat(event).contains("\"reason\":\"broken\\n<b>\"", "\"place\":\"images-0-1\"");
        assertThat(lines.lines().filter(line -> line.startsWith("data:")))
                .as("ends")
                .isEmpty();
    }

    private void start(Optional<String> token) {
        RolloutEvent gated = new RolloutEvent(
                "low",
                "v1",
                "me",
                "1",
                RolloutState.GATED,
                "",
                Map.of("worstDifference", 0.5),
                20L,
                Instant.ofEpochMilli(4_000));
        server = Optional.of(AppServer.start(
                new HttpSettings("127.0.0.1", 0, token, Set.of()),
                new AppServer.Sources(
                        () -> new Health(true, true, List.of()),
                        Map::of,
                        Map::of,
                        since -> List.of(),
                        () -> List.of(gated),
                        watch,
                        Optional.empty(),
                        () -> "",
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
    }

    private HttpResponse<String> get(String path, String header, String value) throws Exception {
        return client.send(request(path).header(header, value).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.orElseThrow().address() + path));
    }
}
