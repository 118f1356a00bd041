package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What {@code verify-guarantees} found.
 *
 * @param scenarios in the order in which they were played
 * @param notPlayed of which nothing can be told, and why
 */
record SuiteResult(List<ScenarioResult> scenarios, List<NotPlayed> notPlayed) {

    SuiteResult {
        scenarios = List.copyOf(scenarios);
        notPlayed = List.copyOf(notPlayed);
    }

    /** What was promised and not kept, or was to be shown and is not, a line each; empty when all was. */
    List<String> violations() {
        return Stream.concat(
                        scenarios.stream().flatMap(scenario -> scenario.violations().stream()),
                        notPlayed.stream()
                                .filter(NotPlayed::brokenOff)
                                .map(scenario -> scenario.name() + ": broken off: " + scenario.why()))
                .toList();
    }

    /** Of all scenarios together; where there is one alone, its own keys stand beside them. */
    Figures figures() {
        Fates fates = scenarios.stream().map(ScenarioResult::fates).reduce(Fates.NONE, Fates::plus);
        Figures figures = Figures.measuredOn(Scene.PARTITIONS, fates.images()).with("instances", Instances.COUNT);
        fates.addTo(figures);
        if (scenarios.size() == 1) {
            scenarios.get(0).load().addTo(figures);
            scenarios.get(0).account().toll().addTo(figures);
            scenarios.get(0).account().addTo(figures);
        }
        List<Map<String, Object>> parts =
                scenarios.stream().map(scenario -> scenario.figures().asMap()).toList();
        return figures.with("scenarios", parts)
                .with("notPlayed", notPlayed.stream().map(NotPlayed::figures).toList())
                .with("violations", violations().size())
                .with("violated", violations());
    }

    List<String> lines() {
        return Stream.concat(
                        scenarios.stream().flatMap(scenario -> scenario.lines().stream()),
                        notPlayed.stream().map(NotPlayed::line))
                .toList();
    }

    BarChart chart() {
        return new BarChart(
                "From a fault to answers on all partitions that it hit (median); p99 of roll-outs",
                "ms",
                scenarios.stream()
                        .flatMap(scenario -> scenario.account().bars().stream())
                        .toList());
    }
}
