package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Contrast;
import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What the scenario {@code rollouts} found beside the fates of the images.
 *
 * @param rollOuts of both specialists, under load
 * @param refusals what became of each bad version
 * @param goodRefused who refused which good version, and why
 * @param partial predictions for which a specialist was missing
 * @param latencies with roll-outs, roll-backs and bad versions
 * @param p99RatioRollOuts without the bad versions
 * @param rollBackMillis of each roll-back, from the decision to the last partition's first prediction by the old versions
 */
record RolloutsResult(
        int rollOuts,
        List<Refusal> refusals,
        List<String> goodRefused,
        long partial,
        Contrast latencies,
        double p99RatioRollOuts,
        List<Long> rollBackMillis) {

    private static final long ROLL_BACK_LIMIT_MILLIS = 2_000;

    RolloutsResult {
        refusals = List.copyOf(refusals);
        goodRefused = List.copyOf(goodRefused);
        rollBackMillis = List.copyOf(rollBackMillis);
    }

    /** The median; of an even number, the larger of the two in the middle. Empty when nothing was rolled back. */
    OptionalLong rollBackP50Millis() {
        return rollBackMillis.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(rollBackMillis.stream().sorted().toList().get(rollBackMillis.size() / 2));
    }

    /** What was promised and not kept, one line each; empty when all was. */
    List<String> violations() {
        List<String> violations = new ArrayList<>();
        refusals.stream()
                .filter(refusal -> !refusal.holds())
                .map(refusal ->
                        refusal.kind().label() + " is not refused for what is bad about it: " + refusal.reason())
                .forEach(violations::add);
        goodRefused.forEach(refused -> violations.add("a good version is refused: " + refused));
        if (rollBackP50Millis().orElse(Long.MAX_VALUE) >= ROLL_BACK_LIMIT_MILLIS) {
            violations.add("roll-backs take " + rollBackMillis + " ms, and " + ROLL_BACK_LIMIT_MILLIS
                    + " are promised as the most in the median");
        }
        return violations;
    }

    void addTo(Figures figures) {
        figures.with("rollouts", rollOuts)
                .with("refused", refusals.stream().map(Refusal::figures).toList())
                .with("goodRefused", goodRefused)
                .with("partialPredictions", partial)
                .with("p99RatioRollouts", p99RatioRollOuts)
                .with("rollbackMillis", rollBackMillis);
        latencies.addTo(figures);
        rollBackP50Millis().ifPresent(millis -> figures.with("rollbackP50Millis", millis));
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        refusals.forEach(refusal -> lines.add(String.format(
                Locale.ROOT,
                "    %s %-18s %s",
                refusal.holds() ? "refused" : "WRONG  ",
                refusal.kind().label(),
                refusal.reason())));
        lines.add(String.format(
                Locale.ROOT,
                "    %d roll-outs: p99 %.2f times steady (without bad versions: %.2f); roll-backs took %s ms",
                rollOuts,
                latencies.p99Ratio(),
                p99RatioRollOuts,
                rollBackMillis));
        return lines;
    }

    List<BarChart.Bar> bars() {
        return List.of(
                new BarChart.Bar("p99, steady", latencies.quiet().uncommitted().p99Millis(), ""),
                new BarChart.Bar(
                        "p99, rolling out", latencies.disturbed().uncommitted().p99Millis(), ""));
    }
}
