package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.Figures;
import java.util.Map;

/**
 * A scenario of which nothing can be told.
 *
 * @param why this machine cannot play it, or it was broken off
 * @param brokenOff whether it had begun: what it was to show is not shown, and that counts as a violation
 */
record NotPlayed(String name, String why, boolean brokenOff) {

    String line() {
        return "  " + (brokenOff ? "BROKEN OFF " : "skipped ") + name + ": " + why;
    }

    Map<String, Object> figures() {
        return Figures.part()
                .with("name", name)
                .with("why", why)
                .with("brokenOff", brokenOff)
                .asMap();
    }
}
