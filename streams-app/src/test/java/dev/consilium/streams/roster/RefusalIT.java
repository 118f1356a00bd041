package dev.consilium.streams.roster;

import static dev.consilium.avro.RolloutState.REJECTED;
import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.NAN_WEIGHTS;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static dev.consilium.specialist.fixture.TinyModule.SLOW;
import static dev.consilium.specialist.fixture.TinyModule.THROWS;
import static dev.consilium.specialist.fixture.TinyModule.WRONG_HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.TopicArtifact;
import dev.consilium.schemas.artifact.Sha256;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.stack.SharedStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a version is said, and the version before serves on. */
class RefusalIT {

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private RosterTestBed bed;
    private RosterFeed feed;

    @BeforeEach
    void serveVersionOne() throws Exception {
        bed = new RosterTestBed(SharedStack.get(), folder.resolve("cache"));
        feed = bed.start(listener);
        bed.publish(PublishedVersion.good(LOW, "low", "v1", 0));
        await().atMost(Duration.ofSeconds(30)).until(() -> listener.serving().equals(List.of("low@v1")));
    }

    @AfterEach
    void stop() {
        listener.close();
        feed.close();
    }

    @Test
    void shouldRefuseATruncatedFile() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(TinySpecialists.model(OTHER));
        Path half = Files.write(folder.resolve("half.pt"), Arrays.copyOf(whole, whole.length / 2));

        // When
        bed.publish(new PublishedVersion(TinySpecialists.manifest(OTHER, "low", "v2", 0), half));

        // Then
        assertRefused("v2", "truncated or not a TorchScript module");
    }

    @Test
    void shouldRefuseBytesThatAreNotTheManifests() throws Exception {
        // Given
        Artifact artifact = bed.upload(TinySpecialists.model(OTHER));
        byte[] flipped = Files.readAllBytes(TinySpecialists.model(OTHER));
        flipped[flipped.length / 2] ^= 1;
        bed.writeChunk(artifact.getSha256() + "/0", flipped);

        // When
        bed.decide(List.of(manifest("v2", unhinted(artifact))));

        // Then
        assertRefused("v2", "the manifest promises " + artifact.getSha256());
    }

    @Test
    void shouldRefuseAnArtifactThatIsNotThere() throws Exception {
        // Given
        Path file = TinySpecialists.model(OTHER);
        Artifact absent =
                new Artifact(Sha256.of(file), Files.size(file), new TopicArtifact(1, (int) Files.size(file), -1L));

        // When
        bed.decide(List.of(manifest("v2", absent)));

        // Then
        assertRefused("v2", "only 0 of 1 chunks");
    }

    @Test
    void shouldRefuseAWrongHeadNaNWeightsAndAModuleThatThrows() throws Exception {
        // When
        bed.publish(PublishedVersion.bare(WRONG_HEAD, "low", "v2"));
        assertRefused("v2", "(1, 4) where logits of float32 (1, 5) were expected");
        bed.publish(PublishedVersion.bare(NAN_WEIGHTS, "low", "v3"));
        assertRefused("v3", "NaN");
        bed.publish(PublishedVersion.bare(THROWS, "low", "v4"));

        // Then
        assertRefused("v4", "this module always fails");
    }

    @Test
    void shouldRefuseAModuleThatAnswersOtherwiseThanTheTrainerSaw() throws Exception {
        // Given: the golden examples of another module
        PublishedVersion other = PublishedVersion.good(OTHER, "low", "v2", 0);

        // When
        bed.publish(PublishedVersion.good(HIGH, "low", "v2", 0)
                .withGolden(other.manifest().getGolden()));

        // Then
        RolloutEvent refusal = assertRefused("v2", "golden example 0: the probability of class 'class-0'");
        assertThat(refusal.getReason()).contains("the trainer saw").contains("tolerance 0.0001");
    }

    @Test
    void shouldRefuseAModuleThatTakesManyTimesAsLongAsTheOneThatServes() throws Exception {
        // When: it answers as the trainer saw, after tens of milliseconds
        bed.publish(PublishedVersion.good(SLOW, "low", "v2", 0));

        // Then
        RolloutEvent refusal = assertRefused("v2", "times as long as low@v1");
        assertThat(refusal.getReason()).contains("gate.max.latency.ratio is 4.0");
    }

    @Test
    void shouldRefuseASecondManifestUnderAPublishedVersion() throws Exception {
        // When
        bed.overwriteManifest(manifest("v1", bed.upload(TinySpecialists.model(OTHER))));

        // Then
        assertRefused("v1", "another manifest stands under this version already");
        assertThat(bed.awaitEvent(event -> event.getReason().equals("serves already"))
                        .getVersion())
                .isEqualTo("v1");
    }

    @Test
    void shouldServeAVersionThatIsPublishedAfterItsDecision() throws Exception {
        // Given
        PublishedVersion late = PublishedVersion.good(OTHER, "low", "v2", 0);
        bed.writeEntry(RosterEntry.newBuilder()
                .setSpecialist("low")
                .setPosition(0)
                .setServing("v2")
                .setDecidedBy("somebody else")
                .setDecidedAt(Instant.now())
                .build());
        assertRefused("v2", "no manifest of it is published");

        // When
        bed.overwriteManifest(late.withArtifact(bed.upload(late.file())).manifest());

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> listener.serving().equals(List.of("low@v2")));
    }

    @Test
    void shouldServeThePreviousVersionWhenTheOneOfTheRosterIsRefusedAtStart() throws Exception {
        // Given
        bed.publish(PublishedVersion.bare(WRONG_HEAD, "low", "v2"));
        assertRefused("v2", "were expected");
        listener.close();
        feed.close();

        // When
        feed = bed.start(listener);

        // Then
        await().atMost(Duration.ofSeconds(30)).until(() -> listener.serving().equals(List.of("low@v1")));
        await().until(() -> feed.status().isReady());
        SpecialistStatus status = feed.status().specialists().get(0);
        assertThat(status.isAsDecided()).isFalse();
        assertThat(status.wanted()).isEqualTo("v2");
        assertThat(status.state()).isEqualTo("REJECTED");
        bed.awaitEvent(event -> event.getReason().startsWith("the version before, since low@v2 was refused: "));
    }

    @Test
    void shouldNotServeWhenTheVersionBeforeIsRefusedToo() throws Exception {
        // Given
        listener.close();
        feed.close();
        bed.publish(PublishedVersion.bare(WRONG_HEAD, "low", "v2"));
        bed.publish(PublishedVersion.bare(NAN_WEIGHTS, "low", "v3"));

        // When
        feed = bed.start(listener);

        // Then
        await().atMost(Duration.ofSeconds(30))
                .until(() -> feed.status().specialists().stream()
                        .anyMatch(one -> one.reason().contains("low@v2 was refused too")));
        assertThat(feed.status().isReady()).isFalse();
        assertThat(listener.serving()).isEmpty();
    }

    private RolloutEvent assertRefused(String version, String reason) {
        RolloutEvent refusal =
                bed.awaitEvent(event -> event.getVersion().equals(version) && event.getState() == REJECTED);
        assertThat(refusal.getReason()).contains(reason);
        assertThat(listener.serving()).containsExactly("low@v1");
        return refusal;
    }

    private SpecialistVersion manifest(String version, Artifact artifact) throws IOException {
        return SpecialistVersion.newBuilder(TinySpecialists.manifest(OTHER, "low", version, 0))
                .setArtifact(artifact)
                .build();
    }

    /** So that the last record of a key is found, not the first. */
    private static Artifact unhinted(Artifact artifact) {
        TopicArtifact location = (TopicArtifact) artifact.getLocation();
        return new Artifact(
                artifact.getSha256(),
                artifact.getSizeBytes(),
                new TopicArtifact(location.getChunks(), location.getChunkBytes(), -1L));
    }
}
