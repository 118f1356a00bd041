package dev.consilium.trainer.publish;

import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Artifact;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.Pruning;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterPruneIT {

    private static final PublishRequest REQUEST = PublishRequest.serve("tester", "");

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @AutoClose
    private final ArtifactChunks chunks =
            new ArtifactChunks(commands.connection(), commands.topics().modelArtifacts());

    @AutoClose
    private final Publisher publisher = new Publisher(commands.connection(), commands.topics(), InstantSource.system());

    @BeforeEach
    void publish() throws Exception {
        commands.createTopics();
        publish(LOW, "v1");
        publish(OTHER, "v2");
        publish(HIGH, "v3");
    }

    @Test
    void shouldForgetVersionsAndTheChunksThatNobodyElseRefersTo() throws Exception {
        // Given
        publish(LOW, "v4");
        Artifact low = artifact("v4");
        Artifact other = artifact("v2");
        commands.run("roster", "prune", "--keep", "1", "--dry-run");
        assertThat(commands.output())
                .contains("would forget living@v1", "would forget living@v2", "would forget 2 versions and 1 chunks");
        assertThat(commands.roster().models()).hasSize(4);

        // When
        int code = commands.run("roster", "prune", "--keep", "1", "--reason", "spring");

        // Then
        assertThat(code).isZero();
        assertThat(commands.roster().models()).containsOnlyKeys("living@v3", "living@v4");
        assertThat(chunks.allKeys())
                .containsAll(ArtifactChunks.keys(low))
                .doesNotContainAnyElementsOf(ArtifactChunks.keys(other));
        assertFetchable("v3");
        assertFetchable("v4");
        commands.run("roster", "history");
        assertThat(commands.output()).containsPattern("living@v2 .*pruned: spring");
        assertThat(commands.run("roster", "pin", "living=v2")).isEqualTo(1);
        assertThat(commands.failure()).contains("living@v2 is not published");
    }

    @Test
    void shouldKeepWhatIsOnTrial() {
        // Given
        commands.run("roster", "shadow", "living=v1");

        // When
        commands.run("roster", "prune", "--keep", "1");

        // Then
        assertThat(commands.roster().models()).hasSize(3);
        assertThat(commands.output()).contains("forgot 0 versions");
    }

    @Test
    void shouldUploadAnewWhatWasPrunedWhileItWasPublished() throws Exception {
        // Given
        AtomicBoolean pruned = new AtomicBoolean();

        // When
        publisher.publish(List.of(pack(LOW, "v4")), REQUEST, (specialist, bytes, ofBytes) -> {
            // The upload has found v1's chunks and sends nothing.
            if (!pruned.getAndSet(true)) {
                assertThat(commands.run("roster", "prune", "--keep", "1")).isZero();
                assertThat(commands.output()).contains("forgot living@v1", "1 versions and 1 chunks");
            }
        });

        // Then
        assertThat(commands.roster().models()).containsOnlyKeys("living@v2", "living@v3", "living@v4");
        assertFetchable("v4");
    }

    @Test
    void shouldLeaveTheChunksToWhoeverPublishesWhileItPrunes() throws Exception {
        // Given
        AtomicBoolean published = new AtomicBoolean();

        // When
        decide(now -> {
            if (!published.getAndSet(true)) {
                publish(LOW, "v4");
            }
            return prune(now);
        });

        // Then
        assertThat(commands.roster().models()).containsOnlyKeys("living@v3", "living@v4");
        assertFetchable("v4");
    }

    @Test
    void shouldForgetTheChunksOfAnUploadThatBrokeOffWhenTold() throws Exception {
        // Given
        Artifact orphan = chunks.upload(TinySpecialists.model(TinyModule.WRONG_HEAD), -1, (bytes, of) -> {});

        // When
        commands.run("roster", "prune");
        assertThat(chunks.allKeys()).containsAll(ArtifactChunks.keys(orphan));
        commands.run("roster", "prune", "--orphans");

        // Then
        assertThat(commands.output()).contains("forgot 0 versions and 1 chunks");
        assertThat(chunks.allKeys()).doesNotContainAnyElementsOf(ArtifactChunks.keys(orphan));
        assertFetchable("v1");
    }

    @Test
    void shouldRefuseAnotherModuleUnderAPrunedName() throws Exception {
        // Given
        commands.run("roster", "prune", "--keep", "1");
        Path other = TinySpecialists.pack(folder.resolve("other"), OTHER, "living", "v1", 0)
                .folder();

        // When
        int code = commands.run("publish", other.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.failure())
                .contains("living@v1 was pruned", "differs from it in [artifact", "--version auto");
        assertThat(commands.roster().entry("living").orElseThrow().getServing()).isEqualTo("v3");
    }

    @Test
    void shouldPublishTheSameModuleAgainUnderAPrunedName() throws Exception {
        // Given
        commands.run("roster", "prune", "--keep", "1");

        // When
        publish(LOW, "v1");

        // Then
        assertThat(commands.roster().models()).containsOnlyKeys("living@v1", "living@v2", "living@v3");
        assertFetchable("v1");
    }

    @Test
    void shouldNeverGiveAPrunedNumberAgain() throws Exception {
        // Given: the highest number is not the last that was published
        publish(TinyModule.WRONG_HEAD, "v9");
        publish(LOW, "v4");
        publish(OTHER, "v5");
        commands.run("roster", "prune", "--keep", "1");
        assertThat(commands.roster().models()).containsOnlyKeys("living@v4", "living@v5");

        // When
        commands.run("publish", folder.resolve("v4").toString(), "--version", "auto");

        // Then
        assertThat(commands.output()).contains("published living@v10");
    }

    @Test
    void shouldNotKeepNothing() {
        assertThat(commands.run("roster", "prune", "--keep", "0")).isEqualTo(2);
    }

    private static Decision prune(RosterView now) {
        return Decision.by("tester", Instant.now(), "").pruning(new Pruning(Superfluous.versions(now, 1), Set.of()));
    }

    private void assertFetchable(String version) throws Exception {
        chunks.fetch(artifact(version), folder.resolve("fetched"), 1 << 20);
    }

    private Artifact artifact(String version) {
        return commands.roster()
                .manifest(new VersionKey("living", version))
                .orElseThrow()
                .getArtifact();
    }

    private void publish(TinyModule module, String version) {
        try {
            publisher.publish(List.of(pack(module, version)), REQUEST, Publisher.UploadProgress.NONE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private SpecialistPackage pack(TinyModule module, String version) throws IOException {
        return TinySpecialists.pack(folder.resolve(version), module, "living", version, 0);
    }

    private void decide(Function<RosterView, Decision> rule) {
        try (RosterWriter writer = new RosterWriter(commands.connection(), commands.topics())) {
            writer.decide(rule);
        }
    }
}
