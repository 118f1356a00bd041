package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.MaxSoftmaxRule;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the answer to one image is with a version on trial, and what it is with the version that serves. Counted when the
 * image is settled.
 *
 * @param failed whether the version on trial gave no opinion; the rest then means nothing
 * @param answer the class that the consultation answers when it votes
 * @param servingAnswer the class that it answers when the serving version votes
 * @param label the right class, if the image tells it
 */
record Comparison(
        Trial trial,
        boolean failed,
        String answer,
        String servingAnswer,
        @Nullable String label) {

    private static final String FAILED = "";

    /**
     * With all that are on trial; none when one of those that serve has given no opinion, since there is nothing to compare with.
     *
     * @param serving in the order of the roster's seats
     */
    static List<Comparison> of(Roster roster, List<Confidence> serving, Pending pending, @Nullable String label) {
        if (roster.trials().isEmpty() || serving.size() < roster.seats().size()) {
            return List.of();
        }
        String servingAnswer = answer(serving);
        List<Comparison> comparisons = new ArrayList<>();
        for (Trial trial : roster.trials()) {
            Optional<Confidence> opinion = pending.trialOf(trial.specialist());
            comparisons.add(new Comparison(
                    trial,
                    opinion.isEmpty(),
                    opinion.map(given -> answer(with(given, roster, serving))).orElse(FAILED),
                    servingAnswer,
                    label));
        }
        return comparisons;
    }

    void count() {
        if (failed) {
            trial.tally().failed();
            return;
        }
        trial.tally().answered(answer.equals(servingAnswer));
        if (label != null) {
            trial.tally().labelled(answer.equals(label), servingAnswer.equals(label));
        }
    }

    private static List<Confidence> with(Confidence candidate, Roster roster, List<Confidence> serving) {
        List<Confidence> opinions = new ArrayList<>(serving);
        opinions.set(roster.seatOf(candidate.getSpecialist()).orElseThrow(), candidate);
        return opinions;
    }

    private static String answer(List<Confidence> opinions) {
        return opinions.get(MaxSoftmaxRule.winner(opinions)).getClassName();
    }
}
