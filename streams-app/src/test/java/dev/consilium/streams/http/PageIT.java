package dev.consilium.streams.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.roster.PublishedVersion;
import dev.consilium.streams.roster.RosterTestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a person sees it, in a real browser over a real app. Skipped where there is no Chromium or no node. */
class PageIT {

    private static final String TOKEN = "for this test only";

    private static Browser browser;

    @TempDir
    Path folder;

    @BeforeAll
    static void install() throws Exception {
        browser = Browser.install();
    }

    @Test
    void shouldAnswerADroppedImageAndShowASwap() throws Exception {
        assumeTrue(browser.missing().isEmpty(), browser::missing);
        // Given
        RosterTestBed bed = new RosterTestBed(SharedStack.get(), folder);
        bed.publish(version(TinyModule.LOW, "low", "v1", 0), version(TinyModule.HIGH, "high", "v1", 10));
        Path image = Files.write(folder.resolve("dropped.png"), TestImages.encoded("png", 3));
        TestTopics topics = new TestTopics(SharedStack.get().bootstrapServers(), bed.topics(), 1);
        try (ConsiliumApp app = ConsiliumApp.start(config(bed));
                TestImages images = new TestImages(topics, SharedStack.get().schemaRegistryUrl());
                Stream stream = new Stream(images);
                Browser.Visit visit = browser.visit(app.httpAddress().orElseThrow(), image, TOKEN)) {

            // Then: an image goes there and back
            JsonNode asked = visit.next("asked");
            assertThat(asked.get("said").asText()).contains("there and back in", "through Kafka");
            assertThat(asked.get("opinions")).extracting(JsonNode::asText).containsExactly("low", "high");

            // Then: what is no image is told so, and its dead letter is seen
            JsonNode buried = visit.next("buried");
            assertThat(buried.get("mark").asText()).isEqualTo("Dead letter");
            assertThat(buried.get("reason").asText()).contains("not a JPEG, PNG, BMP or GIF file");

            // Then: consultations pass by
            JsonNode watching = visit.next("watching");
            assertThat(watching.get("version").asText()).isEqualTo("v1");
            assertThat(watching.get("pictures").asInt()).isPositive();

            // When
            bed.publish(version(TinyModule.LOW, "low", "v2", 0));

            // Then: a swap is seen, with what the gate saw and the way back
            JsonNode swapped = visit.next("swapped");
            assertThat(swapped.get("version").asText()).isEqualTo("v2");
            assertThat(swapped.get("steps"))
                    .extracting(JsonNode::asText)
                    .contains("announced", "verified", "gated", "warmed", "serving");
            assertThat(swapped.get("gate").asText()).contains("2 golden examples", "a batch takes it");
            assertThat(swapped.get("command").asText()).isEqualTo("./consilium roster rollback low");

            // Then: no mouse is needed, nothing is cut off, and the browser has nothing to complain about
            JsonNode keyboard = visit.next("keyboard");
            assertThat(keyboard.get("first").asText()).isEqualTo("Skip to the consultations");
            assertThat(keyboard.get("paused").asText()).isEqualTo("true");
            assertThat(visit.next("wide").get("overflow").asInt()).isZero();
            assertThat(visit.next("narrow").get("overflow").asInt()).isZero();
            assertThat(visit.next("end").get("complaints")).isEmpty();
        }
    }

    private static PublishedVersion version(TinyModule module, String specialist, String version, int firstClass)
            throws Exception {
        return PublishedVersion.good(module, specialist, version, firstClass);
    }

    private static ConsiliumConfig config(RosterTestBed bed) {
        Map<String, String> settings = bed.appSettings();
        settings.put("trust.unsigned", "true");
        settings.put("http.submit.enabled", "true");
        settings.put("http.token", TOKEN);
        return new ConsiliumConfig(settings);
    }

    /** Images come all the while. */
    private static final class Stream implements AutoCloseable {
        private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor();

        Stream(TestImages images) {
            var unused = schedule.scheduleWithFixedDelay(() -> images.writeMixed(2), 0, 100, TimeUnit.MILLISECONDS);
        }

        @Override
        public void close() throws InterruptedException {
            schedule.shutdown();
            assertThat(schedule.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        }
    }
}
