package dev.consilium.trainer.publish;

import static dev.consilium.specialist.fixture.TinyModule.HIGH;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static dev.consilium.specialist.fixture.TinyModule.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs are told of decisions and of what came of them: all that standard output has, and nothing else. */
class RosterJsonIT {

    @TempDir
    Path folder;

    private final Commands commands = new Commands();

    @BeforeEach
    void publish() throws Exception {
        commands.run("publish", pack(LOW, "living", "v1"), pack(HIGH, "vehicles", "v1"), "--reason", "first");
    }

    @Test
    void shouldTellWhatWasPublishedAndWhoServes() throws Exception {
        // When
        JsonNode published = json(0, "publish", pack(OTHER, "living", "v2"), "--by", "alex");

        // Then
        assertThat(published.at("/versions/0").asText()).isEqualTo("living@v2");
        assertThat(published.at("/staged").asBoolean()).isFalse();
        assertThat(json(0, "roster", "show").at("/specialists/0/serving").asText())
                .isEqualTo("v2");
        JsonNode last = json(0, "roster", "history", "living", "--last", "1").at("/events/0");
        assertThat(last.at("/state").asText()).isEqualTo("DECIDED");
        assertThat(last.at("/by").asText()).isEqualTo("alex");
        JsonNode diff = json(0, "roster", "diff");
        assertThat(diff.at("/changes")).hasSize(1);
        assertThat(diff.at("/changes/0/then/serving").asText()).isEqualTo("v1");
        assertThat(diff.at("/changes/0/now/serving").asText()).isEqualTo("v2");
        assertThat(diff.at("/decisions/0/version").asText()).isEqualTo("v2");
    }

    @Test
    void shouldTellWhatBecameOfADecision() throws Exception {
        // Given
        json(0, "publish", pack(OTHER, "living", "v2"), "--stage");

        // When
        JsonNode alone = json(1, "roster", "pin", "living=v2", "--wait", "1s");
        JsonNode canary = json(0, "roster", "canary", "living=v1", "--share", "0.5");

        // Then
        assertThat(alone.at("/outcome").asText()).isEqualTo("UNFINISHED");
        assertThat(canary.at("/versions/0").asText()).isEqualTo("living@v1");
        assertThat(json(0, "roster", "withdraw", "living").at("/withdrawn/0").asText())
                .isEqualTo("living");
        assertThat(json(0, "roster", "dismiss", "vehicles").at("/dismissed/0").asText())
                .isEqualTo("vehicles");
        JsonNode pruned = json(0, "roster", "prune", "--keep", "1", "--dry-run");
        assertThat(pruned.at("/dryRun").asBoolean()).isTrue();
        assertThat(pruned.at("/versions").isArray()).isTrue();
    }

    private JsonNode json(int expected, String... arguments) throws Exception {
        int code = commands.run(Stream.concat(Arrays.stream(arguments), Stream.of("--json", "-"))
                .toArray(String[]::new));
        assertThat(code).as(commands.failure()).isEqualTo(expected);
        return new ObjectMapper().readTree(commands.output());
    }

    private String pack(TinyModule module, String specialist, String version) throws Exception {
        Path target = folder.resolve(specialist + version);
        TinySpecialists.pack(target, module, specialist, version, 0);
        return target.toString();
    }
}
