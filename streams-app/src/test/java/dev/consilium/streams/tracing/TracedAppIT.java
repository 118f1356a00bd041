package dev.consilium.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.roster.PublishedVersion;
import dev.consilium.streams.roster.RosterTestBed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole app, from a request with a trace to the spans at a collector. */
class TracedAppIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @TempDir
    Path folder;

    @Test
    void shouldSendSpansInTheTraceOfTheRequest() throws Exception {
        // Given
        Stack stack = SharedStack.get();
        RosterTestBed bed = new RosterTestBed(stack, folder);
        bed.publish(PublishedVersion.good(TinyModule.LOW, "low", "v1", 0));
        Map<String, String> settings = bed.appSettings();
        settings.put("trust.unsigned", "true");
        settings.put("http.submit.enabled", "true");
        settings.put("tracing.enabled", "true");
        TestTopics topics = new TestTopics(stack.bootstrapServers(), bed.topics(), 1);

        try (Collector collector = new Collector();
                Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl())) {
            // When
            try (ConsiliumApp app = ConsiliumApp.start(new ConsiliumConfig(settings))) {
                await().atMost(LIMIT).until(() -> app.health().ready());
                assertThat(post(app).statusCode()).isEqualTo(200);
                await().atMost(LIMIT).until(() -> outcomes.images() == 1);
            }

            // Then
            assertThat(outcomes.seen()).singleElement().satisfies(outcome -> {
                assertThat(outcome.header("traceparent")).startsWith("00-" + TRACE + "-");
                assertThat(outcome.header("tracestate")).isEqualTo("vendor=1");
            });
            assertThat(String.join("", collector.received()))
                    .contains("process " + bed.topics().images(), "forward low", settings.get("application.id"));
        }
    }

    private static HttpResponse<String> post(ConsiliumApp app) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(app.httpAddress().orElseThrow() + "/api/images"))
                                .header("Content-Type", "image/png")
                                .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
                                .header("tracestate", "vendor=1")
                                .POST(BodyPublishers.ofByteArray(TestImages.encoded("png", 5)))
                                .build(),
                        BodyHandlers.ofString());
    }
}
