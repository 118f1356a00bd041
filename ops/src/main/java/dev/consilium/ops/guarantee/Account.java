package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.util.List;

/** What a scenario has to say beside what the guarantees find: it hears the same answers as they. One thread. */
sealed interface Account permits FaultAccount, OverloadAccount, RolloutAccount {

    /** One more answer. */
    void hear(Answer answer);

    /** What was done to the instances. */
    Toll toll();

    /** What it found not kept, a line each. */
    List<String> violations();

    /** Adds its own keys to those of the scenario, beside its toll. */
    void addTo(Figures figures);

    /** For a terminal. */
    List<String> lines();

    /** In milliseconds. */
    List<BarChart.Bar> bars();
}
