package dev.consilium.trainer.publish;

import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.specialist.trust.TrustPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user types them, on a real broker and registry. */
class PublishCommandIT {

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @Test
    void shouldPublishAFolderOfPackagesInOneDecision() throws Exception {
        // Given
        pack(LOW, "living", "v1", Map.of());
        pack(HIGH, "vehicles", "v1", Map.of());

        // When
        int code = commands.run("publish", folder.toString(), "--reason", "first", "--by", "alex");

        // Then
        assertThat(code).isZero();
        assertThat(commands.roster().inOrder())
                .extracting(RosterEntry::getSpecialist, RosterEntry::getServing, RosterEntry::getPosition)
                .containsExactly(tuple("living", "v1", 0), tuple("vehicles", "v1", 1));
        assertThat(commands.roster().inOrder())
                .extracting(RosterEntry::getDecidedAt)
                .containsOnly(commands.roster().inOrder().get(0).getDecidedAt());
        assertThat(commands.run("roster", "show")).isZero();
        assertThat(commands.output()).containsPattern("living +v1 +- +- +v1 +20.*alex +first");
    }

    @Test
    void shouldSignForTheVersionThatIsPublished() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        KeyPairFiles files = KeyPairFiles.in(folder.resolve("keys"), "mine");
        SigningKey key = files.generate();
        String[] signed = {
            "publish", living.toString(), "--sign-with", files.privateKey().toString()
        };

        // When
        assertThat(commands.run(signed)).isZero();
        assertThat(commands.output()).contains("published living@v1, signed by " + key.keyId());
        assertThat(commands.run(signed)).as("again: the same signature").isZero();
        assertThat(commands.run(
                        "publish",
                        living.toString(),
                        "--version",
                        "auto",
                        "--sign-with",
                        files.privateKey().toString()))
                .isZero();

        // Then
        TrustPolicy trust = new TrustPolicy(Optional.of(folder.resolve("keys")), false);
        for (String version : new String[] {"v1", "v2"}) {
            SpecialistVersion published = commands.roster()
                    .manifest(new VersionKey("living", version))
                    .orElseThrow();
            assertThat(trust.judge(published)).isEqualTo("signed by " + key.keyId());
        }
    }

    @Test
    void shouldNotPublishAModuleThatWouldDoMoreThanCompute() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        Path evil = EditedArchive.of(LOW)
                .inForward("_9 = torch.save(x, \"victim\")")
                .write(folder.resolve("evil.pt"));
        SpecialistPackage.write(living, SpecialistPackage.read(living).manifest(), evil);

        // When
        int code = commands.run("publish", living.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.failure())
                .contains("code/__torch__.py, line 16: torch.save is not among what a module may use");
    }

    @Test
    void shouldPublishAModuleWithAFurtherOperatorWhereToldSo() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        Path module =
                EditedArchive.of(LOW).inForward("_9 = ops.mine.operator(x)").write(folder.resolve("operator.pt"));
        SpecialistPackage.write(living, SpecialistPackage.read(living).manifest(), module);

        // When / Then
        assertThat(commands.run("publish", living.toString())).isEqualTo(1);
        assertThat(commands.failure()).contains("trust.allowed.operators=mine::operator");
        assertThat(commands.run("publish", living.toString(), "--allow-operators", "aten::save"))
                .isEqualTo(1);
        assertThat(commands.failure()).contains("'aten::save' can never be allowed");
        assertThat(commands.run("publish", living.toString(), "--allow-operators", "mine::operator"))
                .isZero();
    }

    @Test
    void shouldRefuseAnotherModuleUnderAPublishedVersion() throws Exception {
        // Given
        Path first = pack(LOW, "living", "v1", Map.of());
        commands.run("publish", first.toString());
        Path other = pack(OTHER, "living", "v1", Map.of());

        // When
        int code = commands.run("publish", other.toString());

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.failure())
                .contains("living@v1 is published already")
                .contains("--version auto");

        // And under the next version it goes
        assertThat(commands.run("publish", other.toString(), "--version", "auto"))
                .isZero();
        RosterEntry entry = commands.roster().entry("living").orElseThrow();
        assertThat(entry.getServing()).isEqualTo("v2");
        assertThat(entry.getPrevious()).isEqualTo("v1");
    }

    @Test
    void shouldOnlyPublishWhenStagedAndServeWhenPinned() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());

        // When
        int staged = commands.run("publish", "--stage", living.toString());

        // Then
        assertThat(staged).isZero();
        assertThat(commands.roster().roster()).isEmpty();
        assertThat(commands.run("roster", "pin", "living=v1")).isZero();
        assertThat(commands.roster().entry("living")).isPresent();
        assertThat(commands.run("roster", "pin", "living=v9")).isEqualTo(1);
        assertThat(commands.failure()).contains("living@v9 is not published").contains("[v1]");
    }

    @Test
    void shouldRollBackAndDismissAndKeepTheTrail() throws Exception {
        // Given
        commands.run("publish", pack(LOW, "living", "v1", Map.of()).toString());
        commands.run("publish", pack(OTHER, "living", "v2", Map.of()).toString());

        // When
        int rolledBack = commands.run("roster", "rollback", "living", "--reason", "worse");
        int last = commands.run("roster", "dismiss", "living");

        // Then
        assertThat(rolledBack).isZero();
        assertThat(commands.roster().entry("living").orElseThrow().getServing()).isEqualTo("v1");
        assertThat(last).isEqualTo(1);
        assertThat(commands.failure()).contains("--force");
        assertThat(commands.run("roster", "dismiss", "living", "--force")).isZero();
        assertThat(commands.roster().roster()).isEmpty();
        commands.run("roster", "history", "living");
        assertThat(commands.output()).contains("was v2: worse").contains("dismissed");
    }

    @Test
    void shouldNotFallBackToWhatWasRefused() throws Exception {
        // Given
        commands.run("publish", pack(LOW, "living", "v1", Map.of()).toString());
        commands.run("publish", pack(OTHER, "living", "v2", Map.of()).toString());
        commands.instanceSays("living", "v2", RolloutState.REJECTED, "wrong");

        // When
        commands.run("publish", pack(HIGH, "living", "v3", Map.of()).toString());

        // Then
        assertThat(commands.roster().entry("living").orElseThrow().getPrevious())
                .isEqualTo("v1");
    }

    @Test
    void shouldWarnOfSpecialistsThatDoNotGoTogether() throws Exception {
        // Given
        pack(LOW, "living", "v1", Map.of("outliers", "reject"));
        pack(HIGH, "vehicles", "v1", Map.of("outliers", "none"));

        // When
        commands.run("publish", folder.toString());

        // Then
        assertThat(commands.output()).contains("warning: the roster mixes").contains("[vehicles]");
    }

    @Test
    void shouldWaitUntilItServes() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        commands.createTopics();
        commands.instanceSays("living", "v0", RolloutState.SERVING, "");

        // When
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> commands.run("publish", living.toString(), "--wait=60s"));
        await().until(() -> commands.roster().entry("living").isPresent());
        commands.instanceSays("living", "v1", RolloutState.ANNOUNCED, "");
        assertThat(code).isNotDone();
        commands.instanceSays("living", "v1", RolloutState.SERVING, "");

        // Then
        assertThat(code.get()).isZero();
        assertThat(commands.output()).contains("living@v1: served by tester");
    }

    @Test
    void shouldShowWhatIsWaitedForWhenTheLimitIsOver() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        commands.createTopics();
        commands.instanceSays("living", "v0", RolloutState.SERVING, "");

        // When
        int code = commands.run("publish", living.toString(), "--wait=500ms");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.output())
                .containsPattern("tester +living@v1 +- +- +its first word of it")
                .contains("missing: tester");
    }

    @Test
    void shouldSayWhyTheGateRefused() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        commands.createTopics();

        // When
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> commands.run("publish", living.toString(), "--wait=60s"));
        await().until(() -> commands.roster().entry("living").isPresent());
        commands.instanceSays("living", "v1", RolloutState.REJECTED, "golden example 0 differs");

        // Then
        assertThat(code.get()).isEqualTo(3);
        assertThat(commands.output()).contains("refused: living@v1 by tester: golden example 0 differs");
    }

    @Test
    void shouldPublishWhereAModuleLiesInsteadOfItsBytes() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        String uri = TinySpecialists.model(LOW).toUri().toString();

        // When
        int code = commands.run("publish", living.toString(), "--artifact-uri", uri);

        // Then
        assertThat(code).isZero();
        assertThat(commands.roster()
                        .models()
                        .get("living@v1")
                        .value()
                        .getArtifact()
                        .getLocation())
                .isEqualTo(new UriArtifact(uri));
        try (ArtifactChunks chunks =
                new ArtifactChunks(commands.connection(), commands.topics().modelArtifacts())) {
            assertThat(chunks.allKeys()).isEmpty();
        }
    }

    @Test
    void shouldNotPublishAUriWithAnotherModuleOrNone() throws Exception {
        // Given
        Path living = pack(LOW, "living", "v1", Map.of());
        pack(HIGH, "vehicles", "v1", Map.of());

        // When / Then
        assertThat(commands.run(
                        "publish",
                        living.toString(),
                        "--artifact-uri",
                        TinySpecialists.model(OTHER).toUri().toString()))
                .isEqualTo(1);
        assertThat(commands.failure()).contains("--artifact-uri: ").contains("the manifest promises");
        assertThat(commands.run("publish", living.toString(), "--artifact-uri", "model.pt"))
                .isEqualTo(1);
        assertThat(commands.failure()).contains("'model.pt' is not an absolute URI");
        assertThat(commands.run("publish", folder.toString(), "--artifact-uri", "file:/srv/model.pt"))
                .isEqualTo(2);
        assertThat(commands.roster().models()).isEmpty();
    }

    private Path pack(TinyModule module, String specialist, String version, Map<String, String> recipe)
            throws IOException {
        SpecialistVersion manifest = SpecialistVersion.newBuilder(
                        TinySpecialists.manifest(module, specialist, version, 0))
                .setRecipe(recipe)
                .build();
        Path target = Files.createDirectories(folder.resolve(specialist));
        SpecialistPackage.write(target, manifest, TinySpecialists.model(module));
        return target;
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }
}
