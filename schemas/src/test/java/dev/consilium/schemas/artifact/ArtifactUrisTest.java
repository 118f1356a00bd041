package dev.consilium.schemas.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.UriArtifact;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArtifactUrisTest {

    private static final long CAP = 10_000_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final byte[] content = new byte[300_000];

    @TempDir
    Path folder;

    private ArtifactServer server;
    private ArtifactUris uris;
    private Path file;
    private Path target;
    private String digest;

    @BeforeEach
    void serve() throws IOException {
        new Random(7).nextBytes(content);
        file = Files.write(folder.resolve("model.pt"), content);
        digest = Sha256.of(file);
        target = folder.resolve("fetched").resolve("model.pt");
        server = new ArtifactServer().on("/v/model.pt", ArtifactServer.file(content));
        uris = new ArtifactUris(
                List.of(server.uri("/v/").toString(), folder.toUri().toString()), PATIENCE);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldFetchOverHttp() throws Exception {
        // When
        uris.fetch(artifact(server.uri("/v/model.pt")), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertNothingElse(target);
    }

    @Test
    void shouldCopyAFile() throws Exception {
        // When
        uris.fetch(artifact(file.toUri()), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://models.example/other/model.pt",
                "http://models.example/vmodel.pt",
                "http://models.example.evil.net/v/model.pt",
                "https://models.example/v/model.pt",
                "http://models.example:8080/v/model.pt",
                "http://models.example/v/../secret/model.pt",
                "http://models.example/v/%2e%2e/secret/model.pt",
                "http://models.example/v/..%2Fsecret/model.pt",
                "http://user:secret@models.example/v/model.pt",
                "file:/srv/model.pt",
                "ftp://models.example/v/model.pt",
                "model.pt",
                "not a uri"
            })
    void shouldFetchNothingThatIsNotAllowed(String uri) {
        // Given
        ArtifactUris strict = new ArtifactUris(List.of("http://models.example/v/"));

        // When / Then
        assertThatThrownBy(() ->
                        strict.fetch(new Artifact(digest, (long) content.length, new UriArtifact(uri)), target, CAP))
                .isInstanceOf(BadArtifactException.class)
                .message()
                .isNotEmpty()
                .doesNotContain("secret@");
    }

    @Test
    void shouldAllowNothingByDefault() {
        assertThatThrownBy(() -> new ArtifactUris(List.of()).fetch(artifact(file.toUri()), target, CAP))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("artifact.uri.allowed, which is empty");
        assertThatThrownBy(() -> new ArtifactUris(List.of("models.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'models.example' is not an absolute URI");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void shouldRefuseWhatIsNotThere(int status) {
        server.on("/v/model.pt", ArtifactServer.status(status));
        assertRefused(server.uri("/v/model.pt"), "status " + status);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 503})
    void shouldTryAgainWhatMayPass(int status) {
        server.on("/v/model.pt", ArtifactServer.status(status));
        assertOutage(server.uri("/v/model.pt"), "status " + status);
    }

    @Test
    void shouldTryAgainWhenNobodyAnswers() {
        // Given
        URI uri = server.uri("/v/model.pt");
        server.close();

        // When / Then
        assertOutage(uri, "cannot be fetched");
    }

    @Test
    void shouldTryAgainWhenTheServerFallsSilent() {
        // Given
        CountDownLatch end = new CountDownLatch(1);
        server.on("/v/model.pt", exchange -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content, 0, 1000);
            exchange.getResponseBody().flush();
            try {
                end.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        uris = new ArtifactUris(List.of(server.uri("/").toString()), Duration.ofMillis(500));

        // When / Then
        assertOutage(server.uri("/v/model.pt"), "sends nothing");
        end.countDown();
    }

    @Test
    void shouldRefuseWhatIsLargerThanPromised() {
        // Given
        byte[] larger = new byte[content.length + 1];
        server.on("/v/told.pt", ArtifactServer.file(larger));
        server.on("/v/untold.pt", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(larger);
        });

        // When / Then
        assertRefused(server.uri("/v/told.pt"), "has 300001 bytes");
        assertRefused(server.uri("/v/untold.pt"), "has more bytes");
    }

    @Test
    void shouldRefuseWhatIsSmallerOrOther() throws Exception {
        // Given
        server.on("/v/short.pt", ArtifactServer.file(new byte[10]));
        server.on("/v/other.pt", ArtifactServer.file(new byte[content.length]));

        // When / Then
        assertRefused(server.uri("/v/short.pt"), "has 10 bytes");
        assertRefused(server.uri("/v/other.pt"), "the manifest promises " + digest);
        assertRefused(Files.write(folder.resolve("short.pt"), new byte[10]).toUri(), "has 10 bytes");
        assertRefused(folder.resolve("none.pt").toUri(), "there is no file");
    }

    @Test
    void shouldRefuseAnOversizedArtifactUnread() {
        assertThatThrownBy(() -> uris.fetch(artifact(server.uri("/v/model.pt")), target, content.length - 1))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining("artifact.max.size");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldGoOnWhereItBrokeOff() throws Exception {
        // Given
        breakOffAfter(100_000);

        // When
        server.on("/v/model.pt", ArtifactServer.file(content));
        uris.fetch(artifact(server.uri("/v/model.pt")), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.requests()).containsExactly("/v/model.pt whole", "/v/model.pt bytes=100000-");
        assertNothingElse(target);
    }

    @Test
    void shouldBeginAnewWhenTheServerKnowsNoRanges() throws Exception {
        // Given
        breakOffAfter(100_000);

        // When
        server.on("/v/model.pt", ArtifactServer.fileWithoutRanges(content));
        uris.fetch(artifact(server.uri("/v/model.pt")), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void shouldBeginAnewWhenTheFileWasReplacedMeanwhile() throws Exception {
        // Given
        byte[] before = new byte[content.length];
        server.on("/v/model.pt", ArtifactServer.broken(before, 100_000));
        assertOutage(server.uri("/v/model.pt"), "cannot be fetched");

        // When
        server.on("/v/model.pt", ArtifactServer.file(content));
        uris.fetch(artifact(server.uri("/v/model.pt")), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
        assertThat(server.requests()).endsWith("/v/model.pt bytes=100000-", "/v/model.pt whole");
    }

    @Test
    void shouldTakeNoOtherPartThanItAskedFor() throws Exception {
        // Given
        breakOffAfter(100_000);
        server.on("/v/model.pt", exchange -> {
            exchange.getResponseHeaders().set("Content-Range", "bytes 200000-299999/300000");
            exchange.sendResponseHeaders(206, 100_000);
            exchange.getResponseBody().write(content, 200_000, 100_000);
        });

        // When
        assertOutage(server.uri("/v/model.pt"), "cannot be fetched");

        // Then
        server.on("/v/model.pt", ArtifactServer.file(content));
        uris.fetch(artifact(server.uri("/v/model.pt")), target, CAP);
        assertThat(target).hasBinaryContent(content);
    }

    @Test
    void shouldFollowRedirectsToWhatIsAllowedAlone() throws Exception {
        // Given
        server.on("/v/moved.pt", ArtifactServer.redirect("model.pt"));
        server.on("/v/away.pt", ArtifactServer.redirect(server.uri("/secret").toString()));
        server.on("/v/file.pt", ArtifactServer.redirect(file.toUri().toString()));
        server.on("/v/round.pt", ArtifactServer.redirect("round.pt"));

        // When
        uris.fetch(artifact(server.uri("/v/moved.pt")), target, CAP);

        // Then
        assertThat(target).hasBinaryContent(content);
        Files.delete(target);
        assertRefused(server.uri("/v/away.pt"), "/secret may not be fetched");
        assertRefused(server.uri("/v/file.pt"), "less safe");
        assertRefused(server.uri("/v/round.pt"), "redirected more than");
        assertThat(server.requests()).doesNotContain("/secret whole");
    }

    private void breakOffAfter(int bytes) throws IOException {
        server.on("/v/model.pt", ArtifactServer.broken(content, bytes));
        assertOutage(server.uri("/v/model.pt"), "cannot be fetched");
        assertThat(target).doesNotExist();
    }

    private void assertRefused(URI uri, String reason) {
        assertThatThrownBy(() -> uris.fetch(artifact(uri), target, CAP))
                .isInstanceOf(BadArtifactException.class)
                .hasMessageContaining(reason);
        assertThat(target).doesNotExist();
        assertNothingElse(target);
    }

    private void assertOutage(URI uri, String reason) {
        assertThatThrownBy(() -> uris.fetch(artifact(uri), target, CAP))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(reason);
    }

    private static void assertNothingElse(Path target) {
        try (Stream<Path> left = Files.list(target.getParent())) {
            assertThat(left.filter(each -> !each.equals(target))).isEmpty();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Artifact artifact(URI uri) {
        return new Artifact(digest, (long) content.length, new UriArtifact(uri.toString()));
    }
}
