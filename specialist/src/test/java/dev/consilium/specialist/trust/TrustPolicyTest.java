package dev.consilium.specialist.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TrustPolicyTest {

    @TempDir
    Path folder;

    private final SigningKey stranger = SigningKey.generate();
    private final SpecialistVersion manifest = CanonicalManifestTest.manifest();
    private KeyPairFiles files;
    private SigningKey key;
    private TrustPolicy policy;

    @BeforeEach
    void trustAKey() throws IOException {
        files = KeyPairFiles.in(folder, "mine");
        key = files.generate();
        Path trusted = folder.resolve("trusted");
        TrustedKeys.add(files.publicKey(), trusted);
        policy = new TrustPolicy(Optional.of(trusted), false);
    }

    @Test
    void shouldTrustWhatATrustedKeySigned() throws Exception {
        assertThat(policy.judge(ManifestSignature.sign(manifest, key))).isEqualTo("signed by " + key.keyId());
    }

    @Test
    void shouldRefuseWhatIsNotSignedUnlessThatIsAllowed() throws Exception {
        assertThatThrownBy(() -> policy.judge(manifest))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("is not signed")
                .hasMessageContaining("--sign-with")
                .hasMessageContaining("trust.unsigned=true");
        assertThat(new TrustPolicy(Optional.empty(), true).judge(manifest))
                .isEqualTo("unsigned, allowed by trust.unsigned");
    }

    @Test
    void shouldRefuseAKeyThatIsNotTrusted() {
        SpecialistVersion signed = ManifestSignature.sign(manifest, stranger);

        assertThatThrownBy(() -> policy.judge(signed))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("is signed by " + stranger.keyId())
                .hasMessageContaining("consilium keys trust");
        assertThatThrownBy(() -> new TrustPolicy(policy.keys(), true).judge(signed))
                .as("also where unsigned ones may come")
                .isInstanceOf(UntrustedException.class);
        assertThatThrownBy(() -> new TrustPolicy(Optional.empty(), false).judge(signed))
                .hasMessageContaining("set trusted.keys");
    }

    @Test
    void shouldRefuseASignatureOfAnotherKeyUnderATrustedName() {
        // Given
        Signature foreign = ManifestSignature.sign(manifest, stranger).getSignature();
        SpecialistVersion forged = SpecialistVersion.newBuilder(manifest)
                .setSignature(new Signature(key.keyId(), foreign.getEd25519()))
                .build();

        // When / Then
        assertThatThrownBy(() -> policy.judge(forged)).hasMessageContaining("is of another manifest");
    }

    @ParameterizedTest
    @MethodSource("tamperings")
    void shouldRefuseAManifestThatWasChangedAfterItWasSigned(UnaryOperator<SpecialistVersion.Builder> tampering) {
        // Given
        SpecialistVersion tampered = tampering
                .apply(SpecialistVersion.newBuilder(ManifestSignature.sign(manifest, key)))
                .build();

        // When / Then
        assertThatThrownBy(() -> policy.judge(tampered))
                .isInstanceOf(UntrustedException.class)
                .hasMessageContaining("was changed after it was signed");
    }

    static Stream<UnaryOperator<SpecialistVersion.Builder>> tamperings() {
        return Stream.of(
                it -> it.setSpecialist("other"),
                it -> it.setVersion("v2"),
                it -> it.setClasses(it.getClasses().subList(0, 1)),
                it -> it.setTolerance(0.5f),
                it -> it.setGolden(java.util.List.of()),
                it -> it.setMetrics(Map.of("accuracy", 0.76)),
                it -> it.setRecipe(Map.of()),
                it -> it.setCreatedAt(it.getCreatedAt().plusMillis(1)),
                it -> {
                    dev.consilium.avro.Artifact artifact = it.getArtifact();
                    return it.setArtifact(new dev.consilium.avro.Artifact(
                            "cd".repeat(32), artifact.getSizeBytes(), artifact.getLocation()));
                },
                it -> it.setSignature(
                        new Signature(it.getSignature().getKeyId(), ByteBuffer.wrap(new byte[] {1, 2, 3}))));
    }

    @Test
    void shouldNoLongerTrustAKeyThatIsTakenOut() throws Exception {
        // Given
        SpecialistVersion signed = ManifestSignature.sign(manifest, key);
        assertThat(policy.judge(signed)).startsWith("signed");

        // When
        Files.delete(policy.keys().orElseThrow().resolve(key.keyId() + ".pub.pem"));

        // Then
        assertThatThrownBy(() -> policy.judge(signed)).isInstanceOf(UntrustedException.class);
        TrustedKeys.add(files.publicKey(), policy.keys().orElseThrow());
        assertThat(policy.judge(signed)).as("and again when it is put back").startsWith("signed");
    }

    @Test
    void shouldSayWhichFilesOfTheFolderHoldNoPublicKey() throws Exception {
        // Given
        Files.copy(files.privateKey(), policy.keys().orElseThrow().resolve("mistake.pem"));

        // When / Then
        assertThatThrownBy(() -> policy.judge(ManifestSignature.sign(manifest, stranger)))
                .hasMessageContaining("1 keys")
                .hasMessageContaining("mistake.pem holds no 'PUBLIC KEY'");
        assertThat(policy.judge(ManifestSignature.sign(manifest, key))).startsWith("signed");
    }

    @Test
    void shouldNotBlameAVersionForAFolderThatCannotBeRead() {
        TrustPolicy absent = new TrustPolicy(Optional.of(folder.resolve("absent")), false);

        assertThatThrownBy(() -> absent.judge(ManifestSignature.sign(manifest, key)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("absent cannot be read");
    }
}
