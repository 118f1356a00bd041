package dev.consilium.streams.roster;

import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A silent broker or registry is no judgement about a version. */
class RosterOutageIT {

    private static Stack stack;

    @TempDir
    Path cache;

    @BeforeAll
    static void start() {
        stack = Stack.start();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void shouldServeOnThroughAnOutageAndFollowTheRosterAfterIt() throws Exception {
        try (RecordingListener listener = new RecordingListener()) {
            // Given
            RosterTestBed bed = new RosterTestBed(stack, cache);
            RosterFeed feed = bed.start(listener);
            bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> listener.serving().equals(List.of("low@v1")));

            // When
            stack.registry().stop();
            stack.broker().stop();
            stack.broker().restart();
            stack.registry().restart();
            bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> listener.serving().equals(List.of("low@v2")));
            assertThat(listener.calls).containsExactly("members low@v1", "versions low@v2");
            assertThat(bed.events()).extracting(RolloutEvent::getState).doesNotContain(RolloutState.REJECTED);
            listener.close();
            feed.close();
        }
    }

    @Test
    void shouldWaitForTheRegistryAtStart() throws Exception {
        try (RecordingListener listener = new RecordingListener()) {
            // Given
            RosterTestBed bed = new RosterTestBed(stack, cache);
            bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
            stack.registry().stop();

            // When
            RosterFeed feed = bed.start(listener);

            // Then
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !feed.status().problems().isEmpty());
            assertThat(feed.status().isReady()).isFalse();
            stack.registry().restart();
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> listener.serving().equals(List.of("low@v1")));
            listener.close();
            feed.close();
        }
    }
}
