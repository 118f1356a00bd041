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
    public Toll toll() {
        return new Toll(strikes.size(), strikes.stream().map(Strike::inFlight).toList(), recoveries());
    }

    @Override
    public void addTo(Figures figures) {
        figures.with("faultMillis", lengths());
    }

    @Override
    public List<String> lines() {
        return List.of(String.format(
                Locale.ROOT,
                "    %d faults, %s ms long, with %s images in flight; answered again everywhere after %s ms",
                strikes.size(),
                lengths(),
                toll().inFlight(),
                recoveries()));
    }

    @Override
    public List<BarChart.Bar> bars() {
        Toll toll = toll();
        return strikes.isEmpty()
                ? List.of()
                : List.of(new BarChart.Bar(
                        scenario,
                        toll.medianRecoveryMillis().orElseThrow(),
                        String.format(
                                Locale.ROOT,
                                "at most %,d",
                                toll.longestRecoveryMillis().orElseThrow())));
    }

    private List<Long> lengths() {
        return strikes.stream().map(Strike::lengthMillis).toList();
    }

    private List<Long> recoveries() {
        return strikes.stream().map(Strike::recoveryMillis).toList();
    }
}
