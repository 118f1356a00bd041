package dev.consilium.trainer.evaluate;

import dev.consilium.specialist.Specialist;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An evaluation with all that it saw. Immutable.
 *
 * @param specialists in the order of the rule
 * @param classNames by global index
 * @param report the shares
 * @param intervals of the shares
 * @param verdicts one for each image that counts, in the order of the images
 * @param wall from the first image to the last: reading, decoding and judging
 */
record Judgement(
        List<Specialist> specialists,
        List<String> classNames,
        EvaluationReport report,
        Map<Measure, Interval> intervals,
        List<Verdict> verdicts,
        Duration wall) {

    Judgement {
        specialists = List.copyOf(specialists);
        classNames = List.copyOf(classNames);
        intervals = Map.copyOf(intervals);
        verdicts = List.copyOf(verdicts);
    }

    static Judgement of(Tally tally, List<Specialist> specialists, List<String> classNames, Duration wall) {
        List<Verdict> verdicts = tally.verdicts();
        Map<Measure, Interval> intervals =
                Bootstrap.of(measure -> verdicts.stream().mapToInt(measure::of).toArray());
        return new Judgement(specialists, classNames, tally.report(), intervals, verdicts, wall);
    }

    /** With those of classes that nobody knows: they take as long. */
    double imagesPerSecond() {
        return (report.images() + report.nobodys()) / Math.max(1e-3, wall.toMillis() / 1000.0);
    }
}
