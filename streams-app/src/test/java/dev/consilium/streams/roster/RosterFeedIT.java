package dev.consilium.streams.roster;

import static dev.consilium.avro.RolloutState.ANNOUNCED;
import static dev.consilium.avro.RolloutState.DECIDED;
import static dev.consilium.avro.RolloutState.DRAINED;
import static dev.consilium.avro.RolloutState.FETCHED;
import static dev.consilium.avro.RolloutState.GATED;
import static dev.consilium.avro.RolloutState.LOADED;
import static dev.consilium.avro.RolloutState.REJECTED;
import static dev.consilium.avro.RolloutState.SERVING;
import static dev.consilium.avro.RolloutState.VERIFIED;
import static dev.consilium.avro.RolloutState.WARMED;
import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RosterEntry;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.RosterStatus.Phase;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterFeedIT {

    @TempDir
    Path cache;

    private final RecordingListener listener = new RecordingListener();
    private RosterTestBed bed;
    private RosterFeed feed;

    @BeforeEach
    void start() {
        bed = new RosterTestBed(SharedStack.get(), cache);
        feed = bed.start(listener);
    }

    @AfterEach
    void stop() {
        listener.close();
        feed.close();
    }

    @Test
    void shouldWaitForARosterAndThenServeIt() throws Exception {
        // Given
        awaitPhase(Phase.WAITING);
        assertThat(feed.status().isReady()).isFalse();

        // When
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0), PublishedVersion.good(HIGH, "high", "v1", 5));

        // Then
        awaitServing("low@v1", "high@v1");
        assertThat(listener.calls).containsExactly("members low@v1 high@v1");
        await().until(() -> feed.status().isReady());
        bed.awaitEvent(event -> event.getSpecialist().equals("high") && event.getState() == SERVING);
        assertThat(bed.events("low", "v1"))
                .extracting(RolloutEvent::getState)
                .containsExactly(DECIDED, ANNOUNCED, FETCHED, VERIFIED, LOADED, GATED, WARMED, SERVING);
        assertThat(bed.meters
                        .get(Metric.ROLLOUTS.id())
                        .tags("specialist", "low", "state", "SERVING")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldDrainTheOldVersionOnlyWhenNobodyUsesItAnyMoreAndCloseItWhenTheNextOneLeaves() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        awaitServing("low@v1");
        Roster inUse = listener.acquire().orElseThrow();

        // When
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
        awaitServing("low@v2");

        // Then
        assertThat(listener.calls).containsExactly("members low@v1", "versions low@v2");
        Seat old = inUse.seats().get(0);
        try (ImageBatch batch = new ImageBatch(old.specialist().input(), 1)) {
            assertThat(old.model().forward(batch, 1)).hasSize(5);
        }
        assertThat(bed.events("low", "v1")).extracting(RolloutEvent::getState).doesNotContain(DRAINED);
        inUse.release();
        RolloutEvent drained = bed.awaitEvent(event -> event.getState() == DRAINED);
        assertThat(drained.getVersion()).isEqualTo("v1");
        assertThat(drained.getReason()).isEqualTo("replaced by low@v2");
        assertThat(old.model().isInUse()).isFalse();

        // And when there is another one to go back to
        bed.publish(PublishedVersion.good(HIGH, "low", "v3", 0));
        awaitServing("low@v3");
        await().until(() -> !old.model().tryRetain());
    }

    @Test
    void shouldGoBackToTheVersionBeforeWithoutLoadingIt() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        awaitServing("low@v1");
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
        awaitServing("low@v2");
        bed.awaitEvent(event -> event.getState() == DRAINED);

        // When
        bed.pin("low", "v1");

        // Then
        awaitServing("low@v1");
        bed.awaitEvent(
                event -> event.getState() == DRAINED && event.getVersion().equals("v2"));
        List<RolloutEvent> events = bed.events("low", "v1");
        assertThat(events.subList(events.size() - 4, events.size()))
                .extracting(RolloutEvent::getState)
                .containsExactly(DECIDED, ANNOUNCED, WARMED, SERVING);
        assertThat(events.get(events.size() - 2).getReason()).isEqualTo("still loaded from when it served");

        // And forth
        bed.pin("low", "v2");
        awaitServing("low@v2");
    }

    @Test
    void shouldSwitchTheEntriesOfOneDecisionInOneSnapshot() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0), PublishedVersion.good(HIGH, "high", "v1", 5));
        awaitServing("low@v1", "high@v1");

        // When
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0), PublishedVersion.good(OTHER, "high", "v2", 5));

        // Then
        awaitServing("low@v2", "high@v2");
        assertThat(listener.calls).containsExactly("members low@v1 high@v1", "versions low@v2 high@v2");
    }

    @Test
    void shouldRefuseAWholeDecisionForOneBadVersionAndServeWhatIsDecidedThen() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0), PublishedVersion.good(HIGH, "high", "v1", 5));
        awaitServing("low@v1", "high@v1");

        // When
        bed.publish(
                PublishedVersion.good(OTHER, "low", "v2", 0),
                PublishedVersion.bare(dev.consilium.specialist.fixture.TinyModule.WRONG_HEAD, "high", "v2"));
        RolloutEvent taken =
                bed.awaitEvent(event -> event.getSpecialist().equals("low") && event.getState() == REJECTED);

        // Then
        assertThat(taken.getReason()).contains("decided together with high@v2");
        assertThat(listener.serving()).containsExactly("low@v1", "high@v1");

        // And when the bad one is replaced, the good one is no longer held back
        bed.publish(PublishedVersion.good(OTHER, "high", "v3", 5));
        awaitServing("low@v2", "high@v3");
    }

    @Test
    void shouldTellWhenSpecialistsComeAndGo() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        awaitServing("low@v1");

        // When
        bed.publish(PublishedVersion.good(HIGH, "high", "v1", 5));
        awaitServing("low@v1", "high@v1");
        bed.dismiss("low");
        awaitServing("high@v1");
        bed.dismiss("high");
        awaitPhase(Phase.WAITING);

        // Then
        assertThat(listener.calls)
                .containsExactly("members low@v1", "members low@v1 high@v1", "members high@v1", "emptied");
        assertThat(bed.awaitEvent(event -> event.getState() == DRAINED).getReason())
                .isEqualTo("dismissed");
    }

    @Test
    void shouldAnswerADecisionForWhatServesAlready() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        awaitServing("low@v1");

        // When
        bed.pin("low", "v1");

        // Then
        bed.awaitEvent(event -> event.getReason().equals("serves already"));
        assertThat(listener.calls).hasSize(1);
    }

    @Test
    void shouldServeWhatTheRosterSaysAfterARestart() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        awaitServing("low@v1");
        listener.close();
        feed.close();
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
        bed.publish(PublishedVersion.good(HIGH, "low", "v3", 0));
        bed.pin("low", "v2");

        // When
        feed = bed.start(listener);

        // Then
        awaitServing("low@v2");
        assertThat(listener.calls).containsExactly("members low@v1", "members low@v2");
    }

    @Test
    void shouldServeAfterOldVersionsWereForgotten() throws Exception {
        // Given
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
        bed.publish(PublishedVersion.good(HIGH, "low", "v3", 0));
        awaitServing("low@v3");
        bed.prune("low", "v1");
        awaitServing("low@v3");
        listener.close();
        feed.close();
        assertThat(cache.toFile().list()).hasSizeBetween(1, 3);
        for (File file : cache.toFile().listFiles()) {
            assertThat(file.delete()).isTrue();
        }

        // When
        feed = bed.start(listener);

        // Then
        awaitServing("low@v3");
        bed.pin("low", "v2");
        awaitServing("low@v2");
    }

    @Test
    void shouldTakeAPrunedVersionAsNotPublishedUntilItIsPublishedAgain() throws Exception {
        // Given
        PublishedVersion first = PublishedVersion.good(LOW, "low", "v1", 0);
        bed.publish(first);
        bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
        bed.publish(PublishedVersion.good(HIGH, "low", "v3", 0));
        awaitServing("low@v3");

        // When
        bed.prune("low", "v1");
        bed.writeEntry(RosterEntry.newBuilder()
                .setSpecialist("low")
                .setPosition(0)
                .setServing("v1")
                .setDecidedBy("somebody else")
                .setDecidedAt(Instant.now())
                .build());
        bed.awaitEvent(event -> event.getState() == REJECTED);

        // Then
        assertThat(listener.serving()).containsExactly("low@v3");
        bed.stage(first);
        awaitServing("low@v1");
        assertThat(bed.events("low", "v1").stream()
                        .filter(event -> event.getState() == REJECTED)
                        .map(RolloutEvent::getReason))
                .containsExactly("no manifest of it is published");
    }

    private void awaitServing(String... versions) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(listener.serving()).isEqualTo(List.of(versions)));
    }

    private void awaitPhase(Phase phase) {
        await().atMost(Duration.ofSeconds(30)).until(() -> feed.status().phase() == phase);
    }
}
