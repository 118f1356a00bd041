package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SuiteResultTest {

    private static final long MILLI = 1_000_000;
    private static final Fates KEPT = new Fates(1_000, 0, 0, 0, 0, 10, 0);

    @Test
    void shouldTellOfEachScenario() {
        // When
        SuiteResult result = new SuiteResult(
                List.of(
                        scenario("restarts", KEPT, List.of(), strike(200, 700), strike(150, 900)),
                        scenario("kill", KEPT, List.of(), strike(20, 12_000))),
                List.of());

        // Then
        assertThat(result.violations()).isEmpty();
        assertThat(result.figures().asMap())
                .containsEntry("images", 2_000L)
                .containsEntry("lost", 0L)
                .containsEntry("violations", 0)
                .doesNotContainKey("recoveryMillis");
        assertThat((List<?>) result.figures().asMap().get("scenarios"))
                .first()
                .satisfies(first -> assertThat(keys(first))
                        .containsEntry("name", "restarts")
                        .containsEntry("images", 1_000L)
                        .containsEntry("faults", 2)
                        .containsEntry("inFlightAtFaults", List.of(200, 150))
                        .containsEntry("lost", 0L)
                        .containsEntry("duplicated", 0L)
                        .containsEntry("outOfOrder", 0L)
                        .containsEntry("recoveryMillis", List.of(700L, 900L)));
        assertThat(result.lines().get(0)).contains("kept", "restarts", "1,000 images");
        assertThat(result.chart().bars()).hasSize(2);
    }

    @Test
    void shouldCountAndNameWhatWasNotKept() {
        // When
        SuiteResult result = new SuiteResult(
                List.of(scenario(
                        "kill", new Fates(1_000, 5, 0, 0, 0, 10, 0), List.of("5 images are lost"), strike(20, 900))),
                List.of());

        // Then
        assertThat(result.violations()).containsExactly("kill: 5 images are lost");
        assertThat(result.figures().asMap())
                .containsEntry("violations", 1)
                .containsEntry("lost", 5L)
                .containsEntry("recoveryMillis", List.of(900L));
        assertThat(result.lines()).anyMatch(line -> line.contains("VIOLATED: kill: 5 images are lost"));
    }

    @Test
    void shouldNotPassWhereNothingWasDone() {
        assertThat(new SuiteResult(List.of(scenario("kill", KEPT, List.of())), List.of()).violations())
                .containsExactly("kill: nothing was done to the instances");
    }

    @Test
    void shouldNotPassWhereAScenarioWasBrokenOff() {
        // When
        SuiteResult result = new SuiteResult(
                List.of(),
                List.of(new NotPlayed("cut", "nobody takes over", true), new NotPlayed("clock", "no library", false)));

        // Then
        assertThat(result.violations()).containsExactly("cut: broken off: nobody takes over");
        assertThat((List<?>) result.figures().asMap().get("notPlayed")).hasSize(2);
        assertThat(result.lines())
                .containsExactly("  BROKEN OFF cut: nobody takes over", "  skipped clock: no library");
    }

    @Test
    void shouldBecomeATable() {
        // When
        String table = GuaranteesTable.of(new SuiteResult(
                List.of(scenario("restarts", KEPT, List.of(), strike(200, 700), strike(150, 900), strike(90, 800))),
                List.of(new NotPlayed("clock", "no | library", false))));

        // Then
        assertThat(table.lines())
                .contains(
                        "| `restarts` | 1,000 | 3 | 90 to 200 | 0 | 0 | 0 | 0.8, 0.9 |",
                        "| `clock` | not played: no \\| library | | | | | | |",
                        "Violations: none.");
    }

    @Test
    void shouldTellViolationsBelowTheTable() {
        // When
        String table = GuaranteesTable.of(new SuiteResult(
                List.of(scenario("kill", new Fates(1_000, 5, 0, 0, 0, 10, 0), List.of("5 images are lost"))),
                List.of()));

        // Then
        assertThat(table.lines())
                .contains("| `kill` | 1,000 | 0 |  | 5 | 0 | 0 |  |", "- VIOLATED: kill: 5 images are lost")
                .doesNotContain("Violations: none.");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> keys(Object part) {
        return (Map<String, Object>) part;
    }

    private static ScenarioResult scenario(String name, Fates fates, List<String> broken, Strike... strikes) {
        return new ScenarioResult(
                name,
                new ScenarioResult.Load(2_000, 1_600, 0.1),
                fates,
                OptionalLong.empty(),
                broken,
                new FaultAccount(name, List.of(strikes)));
    }

    private static Strike strike(int inFlight, long recoveryMillis) {
        Strike strike = new Strike(inFlight, Set.of(0), 0);
        strike.silence(0);
        strike.answered(0, 1, recoveryMillis * MILLI);
        return strike;
    }
}
