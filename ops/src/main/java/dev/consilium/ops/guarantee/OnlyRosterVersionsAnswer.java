package dev.consilium.ops.guarantee;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.bench.load.Answer;
import dev.consilium.ops.demo.ImageEnds;
import dev.consilium.schemas.roster.VersionKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A prediction names good versions only that the roster has let serve: as the one that answered, as heard, and as on trial.
 * One thread.
 */
final class OnlyRosterVersionsAnswer implements Guarantee {

    private final Set<VersionKey> allowed;
    private final Set<VersionKey> others = new HashSet<>();
    private long naming;

    /** @param allowed good versions that were on the roster at some time */
    OnlyRosterVersionsAnswer(Set<VersionKey> allowed) {
        this.allowed = Set.copyOf(allowed);
    }

    @Override
    public void hear(Answer answer) {
        if (answer instanceof Answer.Predicted predicted) {
            List<VersionKey> wrong = named(predicted.prediction())
                    .filter(version -> !allowed.contains(version))
                    .toList();
            others.addAll(wrong);
            if (!wrong.isEmpty()) {
                naming++;
            }
        }
    }

    /** Predictions that name another version. */
    long naming() {
        return naming;
    }

    @Override
    public List<String> violations(ImageEnds images) {
        return naming == 0
                ? List.of()
                : List.of(naming + " predictions name a version that no roster has let serve, or a bad one: " + others);
    }

    private static Stream<VersionKey> named(Prediction prediction) {
        Stream<Confidence> opinions =
                Stream.concat(prediction.getConsultation().stream(), prediction.getTrials().stream());
        return Stream.concat(
                Stream.of(new VersionKey(prediction.getSpecialist(), prediction.getVersion())),
                opinions.map(opinion -> new VersionKey(opinion.getSpecialist(), opinion.getVersion())));
    }
}
