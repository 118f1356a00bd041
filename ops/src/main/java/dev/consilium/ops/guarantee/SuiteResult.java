package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.List;
import java.util.Map;

/**
 * What {@code verify-guarantees} found.
 *
 * @param scenarios in the order in which they were played; at least one
 */
record SuiteResult(List<ScenarioResult> scenarios) {

    SuiteResult {
        scenarios = List.copyOf(scenarios);
    }

    /** What was promised and not kept, a line each; empty when all was. */
    List<String> violations() {
        return scenarios.stream()
                .flatMap(scenario -> scenario.violations().stream())
                .toList();
    }

    /** Of all scenarios together; where there is one alone, its own keys stand beside them. */
    Figures figures() {
        Fates fates = scenarios.stream().map(ScenarioResult::fates).reduce(Fates.NONE, Fates::plus);
        Figures figures = Figures.measuredOn(Scene.PARTITIONS, fates.images()).with("instances", Instances.COUNT);
        fates.addTo(figures);
        if (scenarios.size() == 1) {
            scenarios.get(0).load().addTo(figures);
            scenarios.get(0).account().addTo(figures);
        }
        List<Map<String, Object>> parts =
                scenarios.stream().map(scenario -> scenario.figures().asMap()).toList();
        return figures.with("scenarios", parts)
                .with("violations", violations().size())
                .with("violated", violations());
    }

    List<String> lines() {
        return scenarios.stream().flatMap(scenario -> scenario.lines().stream()).toList();
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
