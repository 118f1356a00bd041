package dev.consilium.streams.roster;

import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactServer;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.stack.SharedStack;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules that lie behind a URI and not on the topic. */
class UriArtifactIT {

    @TempDir
    Path cache;

    private final RecordingListener listener = new RecordingListener();
    private ArtifactServer server;
    private RosterTestBed bed;
    private RosterFeed feed;

    @BeforeEach
    void start() throws Exception {
        server = new ArtifactServer();
        bed = new RosterTestBed(SharedStack.get(), cache);
        feed = bed.start(
                listener,
                "tester",
                new TrustPolicy(Optional.empty(), true),
                server.uri("/v/").toString());
    }

    @AfterEach
    void stop() {
        listener.close();
        feed.close();
        server.close();
    }

    @Test
    void shouldServeWhatLiesBehindAUriOnceTheServerAnswers() throws Exception {
        // Given
        server.on("/v/low.pt", ArtifactServer.status(503));

        // When
        decide(server.uri("/v/low.pt"));
        await().atMost(Duration.ofSeconds(30)).until(() -> server.requests().size() > 1);
        server.on("/v/low.pt", ArtifactServer.file(Files.readAllBytes(version().file())));

        // Then
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(listener.serving()).isEqualTo(List.of("low@v1")));
        assertThat(bed.events("low", "v1")).extracting(RolloutEvent::getState).doesNotContain(RolloutState.REJECTED);
    }

    @Test
    void shouldRefuseAUriThatIsNotAllowedAndAskNobody() throws Exception {
        // When
        decide(server.uri("/elsewhere/low.pt"));

        // Then
        RolloutEvent rejected = bed.awaitEvent(event -> event.getState() == RolloutState.REJECTED);
        assertThat(rejected.getReason()).contains("may not be fetched").contains("artifact.uri.allowed");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsGone() throws Exception {
        // When
        decide(server.uri("/v/low.pt"));

        // Then
        assertThat(bed.awaitEvent(event -> event.getState() == RolloutState.REJECTED)
                        .getReason())
                .contains("status 404");
    }

    private void decide(URI uri) throws Exception {
        Artifact artifact = version().manifest().getArtifact();
        bed.decide(List.of(version()
                .withArtifact(
                        new Artifact(artifact.getSha256(), artifact.getSizeBytes(), new UriArtifact(uri.toString())))
                .manifest()));
    }

    private static PublishedVersion version() throws Exception {
        return PublishedVersion.good(LOW, "low", "v1", 0);
    }
}
