package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.bench.load.Contrast;
import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import java.time.Duration;
import java.util.List;

/** What roll-outs, roll-backs and bad versions came to; complete when it has heard all answers. One thread. */
final class RolloutAccount implements Account {

    private final Operator operator;
    private final Contrast latencies;
    private final double p99RatioRollOuts;
    private final List<RollBack> rollBacks;
    private final List<Integer> inFlight;
    private final Answers answers;

    /**
     * Has heard nothing yet.
     *
     * @param p99RatioRollOuts without the bad versions
     * @param inFlight images in flight at each step
     */
    RolloutAccount(
            Operator operator, Contrast latencies, double p99RatioRollOuts, List<Integer> inFlight, int partitions) {
        this.operator = operator;
        this.latencies = latencies;
        this.p99RatioRollOuts = p99RatioRollOuts;
        this.inFlight = List.copyOf(inFlight);
        this.rollBacks = operator.rollBacks();
        this.answers = new Answers(rollBacks, partitions);
    }

    @Override
    public void hear(Answer answer) {
        if (answer instanceof Answer.Predicted predicted) {
            answers.add(predicted.prediction());
        }
    }

    @Override
    public Toll toll() {
        return new Toll(inFlight.size(), inFlight, rollBackMillis());
    }

    @Override
    public List<String> violations() {
        return result().violations();
    }

    @Override
    public void addTo(Figures figures) {
        result().addTo(figures);
    }

    @Override
    public List<String> lines() {
        return result().lines();
    }

    @Override
    public List<BarChart.Bar> bars() {
        return result().bars();
    }

    private RolloutsResult result() {
        return new RolloutsResult(
                operator.rollOuts(),
                operator.refusals(),
                operator.goodRefused(),
                answers.partial(),
                latencies,
                p99RatioRollOuts,
                rollBackMillis());
    }

    private List<Long> rollBackMillis() {
        return rollBacks.stream().map(answers::took).map(Duration::toMillis).toList();
    }
}
