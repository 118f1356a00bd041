package dev.consilium.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.fixture.TestImages;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images that are brought over HTTP, over a real broker. */
class SubmissionIT {

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    private RosterTestBed bed;

    @BeforeEach
    void createTopics() {
        bed = new RosterTestBed(SharedStack.get(), folder.resolve("cache"));
    }

    @Test
    void shouldAnswerWhicheverInstanceHasThePartition() throws Exception {
        bed.publish(
                PublishedVersion.good(TinyModule.LOW, "low", "v1", 0),
                PublishedVersion.good(TinyModule.HIGH, "high", "v1", 10));
        try (ConsiliumApp one = start(Map.of());
                ConsiliumApp other = start(Map.of(
                        "artifact.cache.directory", folder.resolve("other").toString()))) {
            for (ConsiliumApp app : new ConsiliumApp[] {one, other}) {
                await().atMost(Duration.ofSeconds(60)).until(() -> app.health().ready());

                HttpResponse<String> answered = post(app, "image/png", TestImages.encoded("png", 5));
                HttpResponse<String> buried = post(app, "image/png", new byte[] {1, 2, 3});

                assertThat(answered.statusCode()).as(answered.body()).isEqualTo(200);
                assertThat(answered.body())
                        .contains("\"outcome\":\"DECIDED\"", "\"specialist\":\"low\"", "\"specialist\":\"high\"");
                assertThat(buried.statusCode()).isEqualTo(422);
                assertThat(buried.body()).contains("not a JPEG, PNG, BMP or GIF file");
            }
        }
    }

    @Test
    void shouldSayWhyAnImageIsNotAnswered() throws Exception {
        try (ConsiliumApp app = start(Map.of("http.submit.timeout", "500ms", "http.submit.max.bytes", "4KiB"))) {
            HttpResponse<String> late = post(app, "image/png", new byte[] {1, 2, 3});
            HttpResponse<String> large = post(app, "image/png", new byte[4097]);
            HttpResponse<String> text = post(app, "text/plain", new byte[] {1, 2, 3});
            HttpResponse<String> empty = post(app, "image/png", new byte[0]);

            assertThat(late.statusCode()).as(late.body()).isEqualTo(504);
            assertThat(late.body()).contains("http.submit.timeout");
            assertThat(large.statusCode()).isEqualTo(413);
            assertThat(large.body()).contains("http.submit.max.bytes");
            assertThat(text.statusCode()).isEqualTo(415);
            assertThat(empty.statusCode()).isEqualTo(400);
        }
    }

    private ConsiliumApp start(Map<String, String> more) {
        Map<String, String> settings = bed.appSettings();
        settings.put("trust.unsigned", "true");
        settings.put("http.submit.enabled", "true");
        settings.putAll(more);
        return ConsiliumApp.start(new ConsiliumConfig(settings));
    }

    private HttpResponse<String> post(ConsiliumApp app, String type, byte[] body) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(app.httpAddress().orElseThrow() + "/api/images"))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
