package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The scenario once, small and slow: that the guarantees hold, not how fast anything is. */
class RolloutsScenarioIT {

    @TempDir
    private Path folder;

    @Test
    void shouldLoseNothingAndRefuseEveryBadVersion() throws Exception {
        // Given
        Path file = folder.resolve("figures.json");
        StringWriter out = new StringWriter();
        CommandLine command = new CommandLine(new VerifyGuaranteesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(out));

        // When
        command.execute(
                "--scenario=rollouts",
                "--rollouts=2",
                "--rollbacks=1",
                "--turns=1",
                "--pause=0.1",
                "--rate=100",
                "--warm-up=1",
                "--json=" + file);

        // Then
        assertThat(file).as(out::toString).exists();
        JsonNode json = new ObjectMapper().readTree(file.toFile());
        assertThat(json.get("rollouts").intValue()).isPositive();
        assertThat(json.get("scenarios").findValuesAsText("name")).containsExactly("rollouts");
        assertThat(json.get("images").longValue()).isPositive();
        for (String none :
                new String[] {"lost", "duplicated", "outOfOrder", "misplaced", "deadLetters", "badVersionPredictions"
                }) {
            assertThat(json.get(none).longValue()).as(none).isZero();
        }

        // And each kind was refused by both instances, for what is bad about it
        assertThat(json.get("refused").findValuesAsText("kind"))
                .containsExactlyElementsOf(Arrays.stream(BadVersion.values())
                        .map(BadVersion::label)
                        .toList());
        assertThat(json.get("refused")).allSatisfy(refused -> {
            BadVersion kind = BadVersion.valueOf(
                    refused.get("kind").textValue().toUpperCase(Locale.ROOT).replace('-', '_'));
            assertThat(refused.get("reason").textValue()).matches(kind::fits, "fits " + kind);
            assertThat(refused.get("instances").intValue()).isEqualTo(2);
            assertThat(refused.get("asItShould").booleanValue()).isTrue();
        });

        // And a good version is refused for being slow at most: where others take the cores, it may be
        assertThat(json.get("goodRefused"))
                .allSatisfy(refused -> assertThat(refused.textValue())
                        .containsAnyOf("gate.max.latency.ratio", "decided together with"));
        assertThat(json.get("rollbackMillis")).hasSizeLessThanOrEqualTo(1);
        assertThat(json.get("p99Ratio").doubleValue()).isPositive();
    }
}
