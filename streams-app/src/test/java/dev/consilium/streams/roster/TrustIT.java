package dev.consilium.streams.roster;

import static dev.consilium.avro.RolloutState.ANNOUNCED;
import static dev.consilium.avro.RolloutState.FETCHED;
import static dev.consilium.avro.RolloutState.REJECTED;
import static dev.consilium.avro.RolloutState.SERVING;
import static dev.consilium.avro.RolloutState.VERIFIED;
import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static dev.consilium.specialist.fixture.TinyModule.WRONG_HEAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.TrustedKeys;
import dev.consilium.stack.SharedStack;
import dev.consilium.streams.ConsiliumApp;
import dev.consilium.streams.config.ConsiliumConfig;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing is loaded of which it is not known who made it and what it would do; the version before serves on. */
class TrustIT {

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private final SigningKey stranger = SigningKey.generate();
    private RosterTestBed bed;
    private KeyPairFiles files;
    private SigningKey key;
    private Path trusted;

    @BeforeEach
    void trustAKeyAndPublishVersionOne() throws Exception {
        files = KeyPairFiles.in(folder.resolve("keys"), "mine");
        key = files.generate();
        trusted = folder.resolve("trusted");
        TrustedKeys.add(files.publicKey(), trusted);
        bed = new RosterTestBed(SharedStack.get(), folder.resolve("cache"));
        bed.publishSigned(key, PublishedVersion.good(LOW, "low", "v1", 0));
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void shouldRejectAnUnsignedVersionInAWholeAppThatServesTheOldOneOn() throws Exception {
        // Given
        Map<String, String> settings = bed.appSettings();
        settings.put("trusted.keys", trusted.toString());
        try (ConsiliumApp app = ConsiliumApp.start(new ConsiliumConfig(settings))) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(app, "/health/ready").statusCode() == 200);

            // When
            bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));

            // Then
            assertThat(event("v2", REJECTED).getReason())
                    .contains("the manifest is not signed")
                    .contains("--sign-with");
            assertThat(get(app, "/health/ready").statusCode()).isEqualTo(200);
            assertThat(get(app, "/api/roster").body()).contains("\"serving\":\"v1\"");
            assertThat(bed.events("low", "v2").stream().map(RolloutEvent::getState))
                    .as("nothing was fetched for it")
                    .contains(ANNOUNCED)
                    .doesNotContain(FETCHED);
        }
    }

    @Test
    void shouldSayWhoSignedAndWhatIsInTheFile() throws Exception {
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), false));
                listener) {
            RolloutEvent verified = event("v1", VERIFIED);

            assertThat(verified.getReason()).isEqualTo("signed by " + key.keyId());
            assertThat(verified.getStatistics()).containsKeys("entries", "unpackedBytes");
            assertThat(feed.status().isReady()).isTrue();
        }
    }

    @Test
    void shouldLoadWhatNobodySignedOnlyWhereThatIsAllowed() throws Exception {
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), true));
                listener) {
            // When
            bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
            event("v2", SERVING);
            bed.publishSigned(stranger, PublishedVersion.good(HIGH, "low", "v3", 0));

            // Then
            assertThat(event("v2", VERIFIED).getReason()).isEqualTo("unsigned, allowed by trust.unsigned");
            assertThat(event("v3", REJECTED).getReason()).contains("is signed by " + stranger.keyId());
            assertThat(listener.serving()).containsExactly("low@v2");
            assertThat(feed.status().isReady()).isTrue();
        }
    }

    @Test
    void shouldNotLoadWhatAKeySignedThatWasTakenOutInBetween() throws Exception {
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), false));
                listener) {
            // Given
            bed.publishSigned(key, PublishedVersion.good(OTHER, "low", "v2", 0));
            event("v2", SERVING);

            // When
            Files.delete(trusted.resolve(key.keyId() + KeyPairFiles.PUBLIC_SUFFIX));
            bed.publishSigned(key, PublishedVersion.good(HIGH, "low", "v3", 0));

            // Then
            assertThat(event("v3", REJECTED).getReason()).contains("whose public key is not in " + trusted);
            assertThat(listener.serving()).containsExactly("low@v2");
            assertThat(feed.status().isReady()).isTrue();

            // And does not go back to what it has still loaded
            bed.pin("low", "v1");
            assertThat(event("v1", REJECTED).getReason()).contains("whose public key is not in " + trusted);
            assertThat(listener.serving()).containsExactly("low@v2");
        }
    }

    @Test
    void shouldWaitForAFolderOfKeysThatCannotBeRead() throws Exception {
        // Given
        Path away = folder.resolve("away");
        Files.move(trusted, away);
        try (RosterFeed feed = start(new TrustPolicy(Optional.of(trusted), false));
                listener) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> feed.status().specialists().stream()
                            .anyMatch(one -> one.reason().contains(trusted + " cannot be read")));

            // When
            Files.move(away, trusted);

            // Then
            event("v1", SERVING);
            assertThat(bed.events("low", "v1").stream().map(RolloutEvent::getState))
                    .doesNotContain(REJECTED);
        }
    }

    @Test
    void shouldNotRunWhatASignedFileWouldDoWhileItIsLoaded() throws Exception {
        // Given: somebody trusted signed what somebody else had put code into
        Path victim = Files.writeString(folder.resolve("victim"), "precious ".repeat(100));
        Path file = EditedArchive.of(OTHER)
                .withDefault("y: Tensor=torch.fill_(torch.from_file(\"" + victim + "\", True, 100), 7.)")
                .write(folder.resolve("evil.pt"));
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), false));
                listener) {
            // When
            PublishedVersion good = PublishedVersion.good(OTHER, "low", "v2", 0);
            bed.publishSigned(key, new PublishedVersion(good.manifest(), file));

            // Then
            assertThat(event("v2", REJECTED).getReason())
                    .contains("code/__torch__.py, line ")
                    .contains("torch.from_file is not among what a module may use");
            assertThat(victim).hasContent("precious ".repeat(100));
            assertThat(listener.serving()).containsExactly("low@v1");
            assertThat(feed.status().isReady()).isTrue();
        }
    }

    @Test
    void shouldLoadAModuleWithAFurtherOperatorOnlyWhereThatIsAllowed() throws Exception {
        // Given: an operator of libtorch that the scan does not know
        Path file = EditedArchive.of(OTHER)
                .inForward("_9 = ops.quantized.embedding_bag_byte_prepack(torch.flatten(x, 1))")
                .write(folder.resolve("operator.pt"));
        PublishedVersion good = PublishedVersion.good(OTHER, "low", "v2", 0);
        bed.publishSigned(key, new PublishedVersion(good.manifest(), file));
        Map<String, String> settings = bed.appSettings();
        settings.put("trusted.keys", trusted.toString());
        try (ConsiliumApp app = ConsiliumApp.start(new ConsiliumConfig(settings))) {
            assertThat(event("v2", REJECTED).getReason())
                    .contains("ops.quantized.embedding_bag_byte_prepack is not among what a module may use")
                    .contains("trust.allowed.operators=quantized::embedding_bag_byte_prepack");
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(app, "/health/ready").statusCode() == 200);
        }

        // When
        settings.put("trust.allowed.operators", "quantized::embedding_bag_byte_prepack");
        try (ConsiliumApp app = ConsiliumApp.start(new ConsiliumConfig(settings))) {
            // Then
            event("v2", SERVING);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> get(app, "/api/roster").body().contains("\"serving\":\"v2\""));
        }
    }

    @Test
    void shouldHaveAVersionToFallBackToAfterARollBackFromARefusedOne() throws Exception {
        // Given: back from v3, which was refused, to v2, which nobody signed
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), true));
                listener) {
            bed.publish(PublishedVersion.good(OTHER, "low", "v2", 0));
            event("v2", SERVING);
            bed.publish(PublishedVersion.bare(WRONG_HEAD, "low", "v3"));
            event("v3", REJECTED);
            bed.rollBack("low", "v2", "v3");
            bed.awaitEvent(event -> event.getReason().equals("serves already"));
            assertThat(feed.status().isReady()).isTrue();
        }

        // When: signatures are asked for
        try (RosterFeed feed = follow(new TrustPolicy(Optional.of(trusted), false));
                listener) {
            // Then
            assertThat(event("v2", REJECTED).getReason()).contains("the manifest is not signed");
            bed.awaitEvent(event -> event.getReason().startsWith("the version before, since low@v2 was refused: "));
            assertThat(feed.status().isReady()).isTrue();
        }
    }

    private RosterFeed follow(TrustPolicy trust) {
        RosterFeed feed = start(trust);
        await().atMost(Duration.ofSeconds(30)).until(() -> listener.serving().equals(List.of("low@v1")));
        await().until(() -> feed.status().isReady());
        return feed;
    }

    /** Close the listener first: a feed that ends waits for those who still use what served. */
    private RosterFeed start(TrustPolicy trust) {
        return bed.start(listener, trust);
    }

    private RolloutEvent event(String version, RolloutState state) {
        return bed.awaitEvent(event -> event.getVersion().equals(version) && event.getState() == state);
    }

    private static HttpResponse<String> get(ConsiliumApp app, String path) throws Exception {
        URI uri = URI.create(app.httpAddress().orElseThrow() + path);
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
