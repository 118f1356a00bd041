package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What {@code verify-guarantees --scenario rollouts} found.
 *
 * @param capacity images a second that the two instances keep up with
 * @param imagesPerSecond of the load
 * @param lagP99Millis how late the load itself was, for 99 % of the images
 * @param rollOuts of both specialists, under load
 * @param refusals what became of each bad version
 * @param goodRefused who refused which good version, and why
 * @param rollBackMillis of each roll-back, from the decision to the last partition's first prediction by the old versions
 */
record RolloutsResult(
        double capacity,
        double imagesPerSecond,
        double lagP99Millis,
        int rollOuts,
        List<Refusal> refusals,
        List<String> goodRefused,
        Fates fates,
        Latencies latencies,
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
        forbid(violations, fates.lost(), "images are lost");
        forbid(violations, fates.duplicated(), "answers are second ones");
        forbid(violations, fates.outOfOrder(), "answers have overtaken another");
        forbid(violations, fates.misplaced(), "answers are in another partition than their image");
        forbid(violations, fates.deadLetters(), "images, all of them good, are dead letters");
        forbid(violations, fates.badVersionPredictions(), "predictions name a bad version");
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

    Figures figures() {
        Figures figures = Figures.measuredOn(RolloutsScenario.PARTITIONS, fates.images())
                .with("instances", TwoInstances.COUNT)
                .with("capacityImagesPerSecond", capacity)
                .with("imagesPerSecond", imagesPerSecond)
                .with("loadLagP99Millis", lagP99Millis)
                .with("rollouts", rollOuts)
                .with("refused", refusals.stream().map(Refusal::figures).toList())
                .with("goodRefused", goodRefused)
                .with("lost", fates.lost())
                .with("duplicated", fates.duplicated())
                .with("outOfOrder", fates.outOfOrder())
                .with("misplaced", fates.misplaced())
                .with("deadLetters", fates.deadLetters())
                .with("badVersionPredictions", fates.badVersionPredictions())
                .with("partialPredictions", fates.partial())
                .with("p99Ratio", latencies.p99Ratio())
                .with("p99RatioRollouts", latencies.p99RatioRollOuts())
                .with("p99RatioCommitted", latencies.p99RatioCommitted())
                .with("steady", latencies.quiet().figures())
                .with("rolling", latencies.rolling().figures())
                .with("rollbackMillis", rollBackMillis)
                .with("violations", violations());
        rollBackP50Millis().ifPresent(millis -> figures.with("rollbackP50Millis", millis));
        return figures;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        refusals.forEach(refusal -> lines.add(String.format(
                Locale.ROOT,
                "  %s %-18s %s",
                refusal.holds() ? "refused" : "WRONG  ",
                refusal.kind().label(),
                refusal.reason())));
        lines.add(String.format(
                Locale.ROOT,
                "  %,d images over %d roll-outs: %d lost, %d doubled, %d out of order, %d dead letters, %d by a bad version",
                fates.images(),
                rollOuts,
                fates.lost(),
                fates.duplicated(),
                fates.outOfOrder(),
                fates.deadLetters(),
                fates.badVersionPredictions()));
        lines.add(String.format(
                Locale.ROOT,
                "  p99 %.2f times steady (roll-outs alone: %.2f); roll-backs took %s ms",
                latencies.p99Ratio(),
                latencies.p99RatioRollOuts(),
                rollBackMillis));
        violations().forEach(violation -> lines.add("  VIOLATED: " + violation));
        return lines;
    }

    BarChart chart() {
        return new BarChart(
                String.format(Locale.ROOT, "p99 at %,.0f images/s on two instances", imagesPerSecond),
                "ms",
                List.of(
                        new BarChart.Bar(
                                "steady", latencies.quiet().uncommitted().p99Millis(), ""),
                        new BarChart.Bar(
                                "rolling out", latencies.rolling().uncommitted().p99Millis(), "")));
    }

    private static void forbid(List<String> violations, long count, String what) {
        if (count > 0) {
            violations.add(count + " " + what);
        }
    }
}
