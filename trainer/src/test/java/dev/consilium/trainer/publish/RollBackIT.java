package dev.consilium.trainer.publish;

import static dev.consilium.avro.RolloutState.REJECTED;
import static dev.consilium.avro.RolloutState.SERVING;
import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutState;
import dev.consilium.avro.RosterEntry;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever rolls back goes to a version that was good once, or is told that there is none. */
class RollBackIT {

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @BeforeEach
    void serveVersionOne() throws Exception {
        publish(LOW, "v1", SERVING);
    }

    @Test
    void shouldHaveTheVersionBeforeToFallBackToOnceItLeftARefusedOne() throws Exception {
        // Given
        publish(OTHER, "v2", SERVING);
        publish(HIGH, "v3", REJECTED);

        // When
        assertThat(commands.run("roster", "rollback", "living")).isZero();

        // Then
        assertThat(commands.output()).contains("back to living@v2");
        assertThat(entry().getServing()).isEqualTo("v2");
        assertThat(entry().getPrevious()).isEqualTo("v1");

        // And
        assertThat(commands.run("roster", "rollback", "living")).isZero();
        assertThat(entry().getServing()).isEqualTo("v1");
    }

    @Test
    void shouldSayThatThereIsNothingToRollBackTo() throws Exception {
        // Given
        publish(OTHER, "v2", REJECTED);
        assertThat(commands.run("roster", "rollback", "living")).isZero();
        RosterEntry before = entry();
        assertThat(before.getServing()).isEqualTo("v1");
        assertThat(before.getPrevious()).isNull();

        // When
        int code = commands.run("roster", "rollback", "living");

        // Then
        assertThat(code).isEqualTo(1);
        assertThat(commands.failure())
                .contains("'living' has nothing to roll back to")
                .contains("roster history living")
                .contains("roster pin living=VERSION");
        assertThat(entry()).isEqualTo(before);
    }

    @Test
    void shouldNotFallBackToWhatWasPruned() throws Exception {
        // Given
        publish(OTHER, "v2", SERVING);
        publish(HIGH, "v3", REJECTED);
        assertThat(commands.run("roster", "prune", "--keep", "1")).isZero();
        assertThat(commands.output()).contains("forgot living@v1");

        // When
        commands.run("roster", "rollback", "living");

        // Then
        assertThat(entry().getServing()).isEqualTo("v2");
        assertThat(entry().getPrevious()).isNull();
    }

    @Test
    void shouldBeAsItWasBeforeTheRefusedOnes() throws Exception {
        // Given
        publish(OTHER, "v2", SERVING);
        publish(HIGH, "v3", REJECTED);
        publish(HIGH, "v4", REJECTED);
        assertThat(entry().getPrevious()).isEqualTo("v2");

        // When
        commands.run("roster", "rollback", "living");

        // Then
        assertThat(entry().getServing()).isEqualTo("v2");
        assertThat(entry().getPrevious()).isEqualTo("v1");
    }

    private void publish(TinyModule module, String version, RolloutState outcome) throws Exception {
        TinySpecialists.pack(folder.resolve(version), module, "living", version, 0);
        assertThat(commands.run("publish", folder.resolve(version).toString())).isZero();
        commands.instanceSays("living", version, outcome, "");
    }

    private RosterEntry entry() {
        return commands.roster().entry("living").orElseThrow();
    }
}
