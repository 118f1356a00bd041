package dev.consilium.streams.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.stack.ChildJvm;
import dev.consilium.stack.SharedStack;
import dev.consilium.stack.Stack;
import dev.consilium.streams.fixture.CrashingSerde;
import dev.consilium.streams.fixture.OutcomeRecord;
import dev.consilium.streams.fixture.Outcomes;
import dev.consilium.streams.fixture.ServedMain;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.fixture.TestTopics;
import dev.consilium.streams.roster.PublishedVersion;
import dev.consilium.streams.roster.RosterTestBed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole app in a process of its own, which an image ends whenever it is decoded. */
class CrashIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int IMAGES = 25;
    private static final int DEADLY = 12;

    private final Stack stack = SharedStack.get();

    @TempDir
    Path folder;

    @Test
    void shouldQuarantineTheImageAtWhichTheProcessDiedTwice() throws Exception {
        // Given
        RosterTestBed bed = new RosterTestBed(stack, folder.resolve("cache"));
        bed.publish(PublishedVersion.good(TinyModule.LOW, "low", "v1", 0));
        TestTopics topics = new TestTopics(stack.bootstrapServers(), bed.topics(), 1);
        try (TestImages images = new TestImages(topics, stack.schemaRegistryUrl());
                Outcomes outcomes = new Outcomes(topics, stack.schemaRegistryUrl())) {
            for (int i = 0; i < IMAGES; i++) {
                images.write(image(i));
            }

            // When: it dies twice
            for (int life = 1; life <= 2; life++) {
                try (ChildJvm app = start(bed.appSettings())) {
                    assertThat(app.process().waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS))
                            .isTrue();
                    assertThat(app.process().exitValue())
                            .as("life %d: %s", life, app.logTail())
                            .isEqualTo(CrashingSerde.EXIT_CODE);
                }
            }

            // Then: and does not die a third time
            try (ChildJvm app = start(bed.appSettings())) {
                await().atMost(LIMIT).until(() -> {
                    assertThat(app.isAlive()).as(app.logTail()).isTrue();
                    return outcomes.images() == IMAGES;
                });
            }
            assertThat(outcomes.duplicated()).isZero();
            assertThat(outcomes.outOfOrder()).isZero();
            List<OutcomeRecord> buried = outcomes.seen().stream()
                    .filter(outcome -> !outcome.prediction())
                    .toList();
            assertThat(buried).singleElement().satisfies(letter -> {
                assertThat(letter.sourceOffset()).isEqualTo(DEADLY);
                assertThat(letter.header("__streams.errors.exception")).endsWith(".QuarantinedException");
                assertThat(letter.record().value()).isEqualTo(images.bytes(image(DEADLY)));
            });
        }
    }

    private static Image image(int number) {
        return TestImages.noise((number == DEADLY ? "deadly-" : "image-") + number, number);
    }

    private ChildJvm start(Map<String, String> settings) {
        settings.putAll(Map.of(
                "avro.serde.class", CrashingSerde.class.getName(),
                "trust.unsigned", "true",
                "http.enabled", "false",
                "scorer.threads", "2",
                "batch.size", "8",
                // What a dead app leaves open keeps its successor waiting for so long.
                "kafka.transaction.timeout.ms", "2000",
                "kafka.session.timeout.ms", "1500",
                "kafka.heartbeat.interval.ms", "500"));
        return ChildJvm.start(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dai.djl.offline=true",
                        "-Dai.djl.pytorch.num_threads=1",
                        "-Dai.djl.pytorch.num_interop_threads=1"),
                System.getProperty("java.class.path"),
                ServedMain.class.getName(),
                settings.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList(),
                folder.resolve("app.log"));
    }
}
