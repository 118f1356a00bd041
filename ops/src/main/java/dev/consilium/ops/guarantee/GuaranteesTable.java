package dev.consilium.ops.guarantee;

import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of docs/guarantees.md. Stateless. */
final class GuaranteesTable {

    private static final String HEAD = """
            | scenario | images | faults | in flight at a fault | lost | doubled | out of order | recovery in seconds: median, longest |
            |---|---|---|---|---|---|---|---|
            """;
    private static final double MILLIS_A_SECOND = 1e3;

    private GuaranteesTable() {}

    static String of(SuiteResult result) {
        Stream<String> played = result.scenarios().stream().map(GuaranteesTable::row);
        Stream<String> not = result.notPlayed().stream().map(GuaranteesTable::row);
        return Stream.concat(played, not).collect(Collectors.joining("", HEAD, "\n" + violations(result.violations())));
    }

    private static String row(ScenarioResult scenario) {
        Fates fates = scenario.fates();
        Toll toll = scenario.account().toll();
        return String.format(
                Locale.ROOT,
                "| `%s` | %,d | %,d | %s | %d | %d | %d | %s |%n",
                scenario.name(),
                fates.images(),
                toll.faults(),
                range(toll.inFlight()),
                fates.lost(),
                fates.duplicated(),
                fates.outOfOrder(),
                recovery(toll));
    }

    private static String row(NotPlayed scenario) {
        return String.format(
                Locale.ROOT,
                "| `%s` | %s: %s | | | | | | |%n",
                scenario.name(),
                scenario.brokenOff() ? "broken off" : "not played",
                scenario.why().replaceAll("\\s+", " ").replace("|", "\\|"));
    }

    private static String range(List<Integer> inFlight) {
        IntSummaryStatistics all = inFlight.stream().mapToInt(Integer::intValue).summaryStatistics();
        return all.getCount() == 0 ? "" : String.format(Locale.ROOT, "%,d to %,d", all.getMin(), all.getMax());
    }

    private static String recovery(Toll toll) {
        OptionalLong median = toll.medianRecoveryMillis();
        return median.isEmpty()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%.1f, %.1f",
                        median.getAsLong() / MILLIS_A_SECOND,
                        toll.longestRecoveryMillis().orElseThrow() / MILLIS_A_SECOND);
    }

    private static String violations(List<String> violations) {
        return violations.isEmpty()
                ? "Violations: none.\n"
                : violations.stream().map(each -> "- VIOLATED: " + each + "\n").collect(Collectors.joining());
    }
}
