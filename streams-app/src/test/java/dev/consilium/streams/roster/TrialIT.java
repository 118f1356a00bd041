package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.Promote;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.stack.SharedStack;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an entry's candidate; the images are counted by hand, all else is real. */
class TrialIT {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path cache;

    private final RecordingListener listener = new RecordingListener();
    private RosterTestBed bed;
    private RosterFeed feed;

    @BeforeEach
    void serveVersionOne() throws Exception {
        bed = new RosterTestBed(SharedStack.get(), cache);
        bed.publish(PublishedVersion.good(TinyModule.LOW, "low", "v1", 0));
        feed = bed.start(listener);
        awaitServing("low@v1");
        bed.stage(PublishedVersion.good(TinyModule.OTHER, "low", "v2", 0));
    }

    @AfterEach
    void stop() {
        listener.close();
        feed.close();
    }

    @Test
    void shouldHearAShadowBesideWhatServesUntilItIsWithdrawn() {
        // When
        decide((decision, now) -> decision.trial(now, "low", shadow(null)));
        Trial trial = awaitTrial();
        trial.tally().answered(true);

        // Then
        assertThat(listener.serving()).containsExactly("low@v1");
        RolloutEvent seen = bed.awaitEvent(event -> event.getStatistics().getOrDefault("images", 0.0) == 1
                && event.getVersion().equals("v2"));
        assertThat(seen.getState()).isEqualTo(RolloutState.SHADOWING);

        // When
        decide((decision, now) -> decision.withdrawal(now, "low"));

        // Then
        await().atMost(LIMIT).until(() -> trial().isEmpty());
        assertThat(bed.awaitEvent(event -> event.getState() == RolloutState.DRAINED)
                        .getReason())
                .isEqualTo("no longer on trial");
        assertThat(trial.seat().model().tryRetain()).isFalse();
    }

    @Test
    void shouldLetAPromotedVersionServeWithoutLoadingItAgain() {
        // Given
        decide((decision, now) -> decision.trial(now, "low", canary(null)));
        Trial trial = awaitTrial();

        // When
        bed.pin("low", "v2");
        awaitServing("low@v2");

        // Then
        assertThat(bed.events("low", "v2"))
                .filteredOn(event -> event.getState() == RolloutState.LOADED)
                .hasSize(1);
        assertThat(trial()).isEmpty();
        assertThat(trial.seat().model().tryRetain()).isTrue();
        trial.seat().model().release();
    }

    @Test
    void shouldPromoteByItselfWhatAllInstancesTogetherFindGood() throws Exception {
        // Given: two instances, of which neither sees enough alone
        RecordingListener otherListener = new RecordingListener();
        try (RosterFeed other = bed.start(otherListener, "other", new TrustPolicy(Optional.empty(), true));
                otherListener) {
            decide((decision, now) -> decision.trial(now, "low", shadow(limits(100))));
            Trial here = awaitTrial();
            await().atMost(LIMIT).until(() -> trial(otherListener).isPresent());
            Trial there = trial(otherListener).orElseThrow();

            // When
            times(60, here, tally -> tally.answered(true));
            times(60, there, tally -> tally.answered(true));

            // Then
            awaitServing("low@v2");
            await().atMost(LIMIT).until(() -> otherListener.serving().equals(List.of("low@v2")));
            assertThat(decisions())
                    .singleElement()
                    .satisfies(decided -> assertThat(decided.getReason())
                            .startsWith("promoted, was v1: passed its trial: 120 images, agreement 1.0000"));
        }
    }

    @Test
    void shouldWithdrawByItselfWhatFails() {
        // Given
        decide((decision, now) -> decision.trial(now, "low", canary(limits(1_000))));
        Trial trial = awaitTrial();

        // When
        times(101, trial, TrialTally::failed);

        // Then
        await().atMost(LIMIT).until(() -> trial().isEmpty());
        assertThat(listener.serving()).containsExactly("low@v1");
        assertThat(decisions())
                .singleElement()
                .satisfies(decided -> assertThat(decided.getReason())
                        .startsWith("no longer on trial: failed its trial: ")
                        .contains("errors 1.0000, at most 0.1000 allowed"));
    }

    @Test
    void shouldWithdrawByItselfWhatTheGateRefuses() throws Exception {
        // Given
        bed.stage(PublishedVersion.bare(TinyModule.THROWS, "low", "v3"));

        // When
        Candidate broken =
                Candidate.newBuilder(shadow(limits(10))).setVersion("v3").build();
        decide((decision, now) -> decision.trial(now, "low", broken));

        // Then
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(decisions())
                        .singleElement()
                        .satisfies(decided -> assertThat(decided.getReason())
                                .startsWith("no longer on trial: failed its trial: tester refuses it: ")));
        assertThat(listener.serving()).containsExactly("low@v1");
    }

    @Test
    void shouldTryARefusedCandidateOnceMoreWhenItIsDecidedAgain() throws Exception {
        // Given
        bed.stage(PublishedVersion.bare(TinyModule.THROWS, "low", "v3"));
        Candidate broken = Candidate.newBuilder(shadow(null)).setVersion("v3").build();
        decide((decision, now) -> decision.trial(now, "low", broken));
        awaitRefusals(1);

        // When
        decide((decision, now) -> decision.trial(now, "low", broken));

        // Then
        awaitRefusals(2);
    }

    private void awaitRefusals(int count) {
        await().atMost(LIMIT)
                .until(() -> bed.events("low", "v3").stream()
                                .filter(event -> event.getState() == RolloutState.REJECTED)
                                .count()
                        == count);
    }

    private interface EntryRule {
        RosterEntry entry(Decision decision, RosterView now);
    }

    private void decide(EntryRule rule) {
        bed.decide(now -> {
            Decision decision = Decision.by("tester", Instant.now(), "trial");
            return decision.serving(List.of(rule.entry(decision, now)));
        });
    }

    /** What a jury has decided. */
    private List<RolloutEvent> decisions() {
        return bed.events().stream()
                .filter(event -> event.getState() == RolloutState.DECIDED)
                .filter(event -> event.getInstance().startsWith("trial, by "))
                .toList();
    }

    private static Candidate shadow(@Nullable Promote limits) {
        return new Candidate("v2", CandidateMode.SHADOW, 0.0, limits);
    }

    private static Candidate canary(@Nullable Promote limits) {
        return new Candidate("v2", CandidateMode.CANARY, 0.2, limits);
    }

    private static Promote limits(long images) {
        return new Promote(images, 0.9, null, 0.1, 10.0);
    }

    private static void times(int count, Trial trial, Consumer<TrialTally> seen) {
        for (int i = 0; i < count; i++) {
            seen.accept(trial.tally());
        }
    }

    private void awaitServing(String version) {
        await().atMost(LIMIT).until(() -> listener.serving().equals(List.of(version)));
    }

    private Trial awaitTrial() {
        await().atMost(LIMIT).until(() -> trial().isPresent());
        return trial().orElseThrow();
    }

    private Optional<Trial> trial() {
        return trial(listener);
    }

    private static Optional<Trial> trial(RecordingListener listening) {
        Optional<Roster> roster = listening.acquire();
        try {
            return roster.flatMap(now -> now.trial("low"));
        } finally {
            roster.ifPresent(Roster::release);
        }
    }
}
