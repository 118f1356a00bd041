package dev.consilium.trainer.publish;

import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import dev.consilium.avro.Promote;
import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a candidate, as a user types it: v1 serves, v2 and v3 are published. */
class TrialCommandsIT {

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @BeforeEach
    void publish() throws Exception {
        commands.run("publish", pack(LOW, "v1").toString());
        commands.run("publish", "--stage", pack(OTHER, "v2").toString());
        commands.run("publish", "--stage", pack(HIGH, "v3").toString());
    }

    @Test
    void shouldPutAShadowBesideWhatServes() {
        // When
        int code = commands.run("roster", "shadow", "living=v2", "--reason", "let us see");

        // Then
        assertThat(code).isZero();
        assertThat(entry().getServing()).isEqualTo("v1");
        assertThat(entry().getCandidate()).isEqualTo(new Candidate("v2", CandidateMode.SHADOW, 0.0, null));
        commands.run("roster", "show");
        assertThat(commands.output()).containsPattern("living +v1 +- +v2 shadow +v1 v2 v3");
        commands.run("roster", "history");
        assertThat(commands.output()).containsPattern("DECIDED +living@v2 .*shadow, beside v1: let us see");
    }

    @Test
    void shouldTurnAShadowIntoACanaryWithLimits() {
        // Given
        commands.run("roster", "shadow", "living=v2");

        // When
        int code = commands.run(
                "roster",
                "canary",
                "living=v2",
                "--share",
                "0.1",
                "--promote-after-images",
                "1000",
                "--min-agreement",
                "0.7",
                "--min-accuracy-gain",
                "0.01",
                "--max-error-share",
                "0.002",
                "--max-latency-ratio",
                "1.5");

        // Then
        assertThat(code).isZero();
        assertThat(entry().getCandidate())
                .isEqualTo(new Candidate("v2", CandidateMode.CANARY, 0.1, new Promote(1000L, 0.7, 0.01, 0.002, 1.5)));
    }

    @Test
    void shouldPromoteAndGoBack() {
        // Given
        commands.run("roster", "canary", "living=v2", "--share", "0.5");

        // When
        int code = commands.run("roster", "promote", "living", "--reason", "better");

        // Then
        assertThat(code).isZero();
        assertServing("v2", "v1");
        commands.run("roster", "history");
        assertThat(commands.output()).containsPattern("DECIDED +living@v2 .*promoted, was v1: better");
        commands.run("roster", "rollback", "living");
        assertServing("v1", "v2");
    }

    @Test
    void shouldTakeAPinOfTheCandidateForItsPromotion() {
        // Given
        commands.run("roster", "shadow", "living=v2");

        // When
        commands.run("roster", "pin", "living=v2");

        // Then
        assertServing("v2", "v1");
    }

    @Test
    void shouldEndTheTrialWhenSomethingElseServes() {
        // Given
        commands.run("roster", "canary", "living=v2", "--share", "1");
        commands.run("roster", "pin", "living=v1");
        assertThat(entry().getCandidate()).isNotNull();

        // When
        commands.run("roster", "pin", "living=v3");

        // Then
        assertServing("v3", "v1");
        commands.run("roster", "history");
        assertThat(commands.output()).containsPattern("DECIDED +living@v2 .*no longer on trial");
    }

    @Test
    void shouldWithdrawWithAReason() {
        // Given
        commands.run("roster", "canary", "living=v2", "--share", "0.1");

        // When
        int code = commands.run("roster", "withdraw", "living", "--reason", "too slow");

        // Then
        assertThat(code).isZero();
        assertThat(entry().getServing()).isEqualTo("v1");
        assertThat(entry().getCandidate()).isNull();
        assertThat(entry().getReason()).isEqualTo("too slow");
        commands.run("roster", "history");
        assertThat(commands.output()).containsPattern("DECIDED +living@v2 .*no longer on trial: too slow");
    }

    @Test
    void shouldNameWhatIsWrong() throws Exception {
        assertFails("'plants' is not on the roster; there are [living]", "shadow", "plants=v2");
        assertFails("living@v9 is not published; published are: [v1, v2, v3]", "shadow", "living=v9");
        assertFails("living@v1 serves already", "canary", "living=v1", "--share", "0.1");
        assertFails("'living' has no version on trial", "promote", "living");
        assertFails("'living' has no version on trial", "withdraw", "living");
        for (String share : new String[] {"0", "1.1", "NaN", "-0.1"}) {
            assertThat(commands.run("roster", "canary", "living=v2", "--share", share))
                    .isEqualTo(2);
            assertThat(commands.failure()).contains("--share is above 0 and up to 1");
        }
        assertThat(commands.run("roster", "canary", "living=v2", "--share", "0.1", "--min-agreement", "0.5"))
                .isEqualTo(2);
        assertThat(commands.failure()).contains("--promote-after-images");
        assertThat(commands.run(
                        "roster",
                        "canary",
                        "living=v2",
                        "--share",
                        "0.1",
                        "--promote-after-images=9",
                        "--min-agreement=2"))
                .isEqualTo(2);
        assertThat(commands.failure()).contains("--min-agreement is between 0 and 1");
        commands.run("roster", "shadow", "living=v2");
        commands.instanceSays("living", "v2", RolloutState.REJECTED, "wrong");
        assertFails("living@v2 was refused", "promote", "living");
        assertThat(entry().getServing()).isEqualTo("v1");
    }

    @Test
    void shouldWaitUntilItIsTried() throws Exception {
        // Given
        commands.instanceSays("living", "v1", RolloutState.SERVING, "");

        // When
        CompletableFuture<Integer> code =
                CompletableFuture.supplyAsync(() -> commands.run("roster", "shadow", "living=v2", "--wait=60s"));
        await().until(() -> entry().getCandidate() != null);
        commands.instanceSays("living", "v2", RolloutState.WARMED, "");
        assertThat(code).isNotDone();
        commands.instanceSays("living", "v2", RolloutState.SHADOWING, "");

        // Then
        assertThat(code.get()).isZero();
        assertThat(commands.output()).contains("living@v2: tried by tester");
    }

    private void assertFails(String message, String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "roster";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(commands.run(all)).isEqualTo(1);
        assertThat(commands.failure()).contains(message);
    }

    private void assertServing(String serving, String previous) {
        assertThat(entry().getServing()).isEqualTo(serving);
        assertThat(entry().getPrevious()).isEqualTo(previous);
        assertThat(entry().getCandidate()).isNull();
    }

    private RosterEntry entry() {
        return commands.roster().entry("living").orElseThrow();
    }

    private Path pack(TinyModule module, String version) throws Exception {
        Path target = folder.resolve(version);
        TinySpecialists.pack(target, module, "living", version, 0);
        return target;
    }
}
