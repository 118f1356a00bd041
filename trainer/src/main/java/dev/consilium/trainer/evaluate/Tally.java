package dev.consilium.trainer.evaluate;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.specialist.Specialist;
import dev.consilium.trainer.evaluate.EvaluationReport.SpecialistReport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts consultations. Owned by one thread. */
final class Tally {
    private static final int NAMED = 5;

    private static final class Column {
        long own;
        long ownRight;
        long answered;
        long answeredRight;
        long kept;
    }

    private final List<Specialist> specialists;
    private final List<Column> columns;
    private final Map<Integer, Integer> ownerOfClass = new HashMap<>();
    private final List<Verdict> verdicts = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private long unreadableCount;
    private long nobodys;

    Tally(List<Specialist> specialists) {
        this.specialists = specialists;
        columns = specialists.stream().map(specialist -> new Column()).toList();
        for (int s = 0; s < specialists.size(); s++) {
            for (ClassLabel label : specialists.get(s).manifest().getClasses()) {
                ownerOfClass.put(label.getIndex(), s);
            }
        }
    }

    void unreadable(String what) {
        unreadableCount++;
        if (unreadable.size() < NAMED) {
            unreadable.add(what);
        }
    }

    void count(int image, int label, List<Confidence> consultation, int winner) {
        Integer owner = ownerOfClass.get(label);
        if (owner == null) {
            nobodys++;
            return;
        }
        verdicts.add(new Verdict(
                image,
                label,
                owner,
                winner,
                consultation.stream()
                        .map(each -> new Verdict.Opinion(each.getClassIndex(), each.getConfidence()))
                        .toList()));
        Column own = columns.get(owner);
        own.own++;
        if (consultation.get(owner).getClassIndex() == label) {
            own.ownRight++;
        }
        if (winner == owner) {
            own.kept++;
        }
        Column answering = columns.get(winner);
        answering.answered++;
        if (consultation.get(winner).getClassIndex() == label) {
            answering.answeredRight++;
        }
    }

    /** One for each image that counts, in the order of counting. */
    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    EvaluationReport report() {
        long images = columns.stream().mapToLong(column -> column.own).sum();
        List<SpecialistReport> reports = new ArrayList<>();
        for (int s = 0; s < columns.size(); s++) {
            Column column = columns.get(s);
            reports.add(new SpecialistReport(
                    specialists.get(s).name(),
                    specialists.get(s).version(),
                    specialists.get(s).classes(),
                    column.own,
                    share(column.ownRight, column.own),
                    share(column.kept, column.own),
                    share(column.answered, images),
                    share(column.own, images),
                    share(column.answeredRight, column.answered)));
        }
        return new EvaluationReport(
                images,
                share(columns.stream().mapToLong(column -> column.answeredRight).sum(), images),
                share(columns.stream().mapToLong(column -> column.ownRight).sum(), images),
                share(columns.stream().mapToLong(column -> column.kept).sum(), images),
                nobodys,
                unreadableCount,
                unreadable,
                reports);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? Double.NaN : (double) part / whole;
    }
}
