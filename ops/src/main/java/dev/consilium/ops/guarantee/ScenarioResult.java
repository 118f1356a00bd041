package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What one scenario came to.
 *
 * @param load how much it was
 * @param peakBytes the most that an instance had resident; empty where the system does not tell
 * @param broken what the guarantees found, a line each
 */
record ScenarioResult(
        String name, Load load, Fates fates, OptionalLong peakBytes, List<String> broken, Account account) {

    ScenarioResult {
        broken = List.copyOf(broken);
    }

    /**
     * The load that it was played under.
     *
     * @param capacity images a second that the instances keep up with
     * @param lagP99Millis how late the load itself was, for 99 % of the images
     */
    record Load(double capacity, double imagesPerSecond, double lagP99Millis) {

        void addTo(Figures figures) {
            figures.with("capacityImagesPerSecond", capacity)
                    .with("imagesPerSecond", imagesPerSecond)
                    .with("loadLagP99Millis", lagP99Millis);
        }
    }

    /** What was promised and not kept, a line each; empty when all was. */
    List<String> violations() {
        List<String> violations = new ArrayList<>(broken);
        violations.addAll(account.violations());
        return violations.stream().map(violation -> name + ": " + violation).toList();
    }

    /** What all scenarios have. */
    Figures figures() {
        Figures figures = Figures.part().with("name", name).with("images", fates.images());
        load.addTo(figures);
        fates.addTo(figures);
        peakBytes.ifPresent(peak -> figures.with("peakResidentBytes", peak));
        account.toll().addTo(figures);
        account.addTo(figures);
        return figures;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "  %s %s: %,d images, %d lost, %d doubled, %d out of order, %d dead letters, %d by a bad version",
                violations().isEmpty() ? "kept  " : "BROKEN",
                name,
                fates.images(),
                fates.lost(),
                fates.duplicated(),
                fates.outOfOrder(),
                fates.deadLetters(),
                fates.badVersionPredictions()));
        lines.addAll(account.lines());
        violations().forEach(violation -> lines.add("    VIOLATED: " + violation));
        return lines;
    }
}
