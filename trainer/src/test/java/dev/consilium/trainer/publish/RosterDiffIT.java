package dev.consilium.trainer.publish;

import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RosterDiffIT {

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @BeforeEach
    void publish() throws Exception {
        commands.run("publish", pack(LOW, "living", "v1"), pack(HIGH, "vehicles", "v1"), "--reason", "first");
        commands.run("publish", pack(OTHER, "living", "v2"), "--reason", "second", "--by", "alex");
    }

    @Test
    void shouldShowTheLastDecision() {
        // When
        int code = commands.run("roster", "diff");

        // Then
        assertThat(code).isZero();
        assertThat(commands.output())
                .containsPattern("living +v1 +v2")
                .containsPattern("alex +living@v2 +was v1: second")
                .doesNotContain("vehicles");
    }

    @Test
    void shouldCountTheEntriesOfOneDecisionAsOne() {
        // When
        commands.run("roster", "diff", "--decisions-back", "2");

        // Then
        assertThat(commands.output()).containsPattern("living +- +v2").containsPattern("vehicles +- +v1");
    }

    @Test
    void shouldFollowTrialsAndDismissals() {
        // Given
        Instant before = commands.roster().entry("living").orElseThrow().getDecidedAt();
        commands.run("roster", "canary", "living=v1", "--share", "0.25");
        commands.run("roster", "dismiss", "vehicles");

        // When
        commands.run("roster", "diff", "--at", before.toString());

        // Then
        assertThat(commands.output())
                .containsPattern("living +v2 +v2 \\(v1 canary on 25.* of the images\\)")
                .containsPattern("vehicles +v1 +-")
                .containsPattern("vehicles@v1 +dismissed");
        commands.run("roster", "withdraw", "living");
        commands.run("roster", "diff");
        assertThat(commands.output()).containsPattern("living +v2 \\(v1 canary on 25.*\\) +v2");
    }

    @Test
    void shouldSayThatNothingChanged() {
        assertThat(commands.run("roster", "diff", "--decisions-back", "0")).isZero();
        assertThat(commands.output()).contains("The roster is as it was.");
        assertThat(commands.run("roster", "diff", "--at", "1h")).isZero();
        assertThat(commands.output()).containsPattern("living +- +v2");
        assertThat(commands.run("roster", "diff", "--at", "yesterday")).isEqualTo(1);
        assertThat(commands.failure()).contains("--at: 'yesterday' is no time");
    }

    private String pack(TinyModule module, String specialist, String version) throws Exception {
        Path target = folder.resolve(specialist + version);
        TinySpecialists.pack(target, module, specialist, version, 0);
        return target.toString();
    }
}
