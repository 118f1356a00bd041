package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.List;
import java.util.Locale;

/**
 * What faults did.
 *
 * @param strikes all of them, over; at least one
 */
record FaultAccount(String scenario, List<Strike> strikes) implements Account {

    FaultAccount {
        strikes = List.copyOf(strikes);
    }

    @Override
    public void hear(Answer answer) {
        // All that faults are judged by is what the guarantees find.
    }

    @Override
    public List<String> violations() {
        return strikes.isEmpty() ? List.of("nothing was done to the instances") : List.of();
    }

    @Override
    public void addTo(Figures figures) {
        figures.with("faults", strikes.size())
                .with("inFlightAtFaults", strikes.stream().map(Strike::inFlight).toList())
                .with("recoveryMillis", recoveries());
    }

    @Override
    public List<String> lines() {
        return List.of(String.format(
                Locale.ROOT,
                "    %d faults, with %s images in flight; answered again everywhere after %s ms",
                strikes.size(),
                strikes.stream().map(Strike::inFlight).toList(),
                recoveries()));
    }

    @Override
    public List<BarChart.Bar> bars() {
        List<Long> sorted = recoveries().stream().sorted().toList();
        return sorted.isEmpty()
                ? List.of()
                : List.of(new BarChart.Bar(
                        scenario,
                        sorted.get(sorted.size() / 2),
                        String.format(Locale.ROOT, "at most %,d", sorted.get(sorted.size() - 1))));
    }

    private List<Long> recoveries() {
        return strikes.stream().map(Strike::recoveryMillis).toList();
    }
}
