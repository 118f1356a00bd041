package dev.consilium.trainer;

import dev.consilium.trainer.recipe.Epoch;
import dev.consilium.trainer.recipe.Epoch.HeldOut;
import dev.consilium.trainer.report.Axis;
import dev.consilium.trainer.report.Figure;
import dev.consilium.trainer.report.LineChart;
import dev.consilium.trainer.report.LineChart.Line;
import dev.consilium.trainer.report.LineChart.Point;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The course of a training, epoch by epoch. The specialists are drawn on the same scales. */
final class TrainingCharts {
    /** A page of more would be long and tell little. */
    static final int MOST = 10;

    private TrainingCharts() {}

    /** Loss, accuracy and speed of each specialist; of many, of those that were right least often. */
    static List<Figure> of(List<TrainedSpecialist> specialists) {
        List<TrainedSpecialist> shown = specialists.stream()
                .sorted(Comparator.comparingDouble(TrainedSpecialist::inSubset))
                .limit(MOST)
                .toList();
        List<Epoch> epochs =
                shown.stream().flatMap(each -> each.trained().epochs().stream()).toList();
        List<HeldOut> heldOut =
                epochs.stream().flatMap(epoch -> epoch.heldOut().stream()).toList();
        Axis loss = Axis.fromZero("loss", both(epochs, Epoch::loss, heldOut, HeldOut::loss));
        Axis accuracy = Axis.shareAround("accuracy", both(epochs, Epoch::accuracy, heldOut, HeldOut::accuracy));
        Axis speed = Axis.fromZero("images/s", both(epochs, Epoch::imagesPerSecond, List.of(), any -> 0));
        Axis across = across(epochs);
        List<Figure> figures = new ArrayList<>();
        for (TrainedSpecialist each : specialists) {
            if (shown.contains(each)) {
                figures.add(learning("Loss of ", each, across, loss, Epoch::loss, HeldOut::loss));
                figures.add(learning("Accuracy of ", each, across, accuracy, Epoch::accuracy, HeldOut::accuracy));
                figures.add(figure(
                        "Speed of " + name(each),
                        across,
                        speed,
                        List.of(line("images/s", each, Epoch::imagesPerSecond)),
                        "Images that it trained on a second, those of other classes too."));
            }
        }
        return figures;
    }

    /** That of the longest training: the recipe is the same for all. */
    static Figure learningRate(List<TrainedSpecialist> specialists) {
        TrainedSpecialist longest = specialists.stream()
                .max(Comparator.comparingInt(each -> each.trained().epochs().size()))
                .orElseThrow();
        List<Epoch> epochs = longest.trained().epochs();
        return figure(
                "Learning rate",
                across(epochs),
                Axis.fromZero("learning rate", both(epochs, Epoch::learningRate, List.of(), any -> 0)),
                List.of(line("learning rate", longest, Epoch::learningRate)),
                "Of the last step of each epoch.");
    }

    private static Figure learning(
            String title,
            TrainedSpecialist specialist,
            Axis across,
            Axis up,
            ToDoubleFunction<Epoch> trained,
            ToDoubleFunction<HeldOut> heldOut) {
        Line training = line("training", specialist, trained);
        boolean holdsOut = specialist.trained().keptEpoch().heldOut().isPresent();
        if (!holdsOut) {
            return figure(
                    title + name(specialist), across, up, List.of(training), "On what it trains on, before each step.");
        }
        return figure(
                title + name(specialist),
                across,
                up,
                List.of(
                        training,
                        line(
                                "held out",
                                specialist,
                                epoch -> epoch.heldOut()
                                        .map(heldOut::applyAsDouble)
                                        .orElse(Double.NaN))),
                "Training: before each step. Held out: after the epoch. Epoch "
                        + specialist.trained().kept() + " was kept.");
    }

    private static Figure figure(String title, Axis across, Axis up, List<Line> lines, String caption) {
        List<String> legend =
                lines.size() == 1 ? List.of() : lines.stream().map(Line::name).toList();
        return new Figure(title, legend, new LineChart(title, across, up, false, lines), caption);
    }

    private static Line line(String name, TrainedSpecialist specialist, ToDoubleFunction<Epoch> value) {
        return new Line(
                name,
                specialist.trained().epochs().stream()
                        .map(epoch -> new Point(epoch.number(), value.applyAsDouble(epoch), ""))
                        .toList());
    }

    private static Axis across(List<Epoch> epochs) {
        return Axis.count("epoch", epochs.stream().mapToInt(Epoch::number).max().orElse(1));
    }

    private static List<Double> both(
            List<Epoch> epochs,
            ToDoubleFunction<Epoch> first,
            List<HeldOut> heldOut,
            ToDoubleFunction<HeldOut> second) {
        return Stream.concat(
                        epochs.stream().map(first::applyAsDouble),
                        heldOut.stream().map(second::applyAsDouble))
                .toList();
    }

    private static String name(TrainedSpecialist specialist) {
        return specialist.written().manifest().getSpecialist();
    }
}
