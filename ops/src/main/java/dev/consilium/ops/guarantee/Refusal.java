package dev.consilium.ops.guarantee;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.schemas.roster.VersionKey;
import java.util.List;
import java.util.Map;

/**
 * What the instances made of one bad version.
 *
 * @param kind what was bad about it
 * @param version under which it was published
 * @param answers the first judgement of each instance
 */
record Refusal(BadVersion kind, VersionKey version, List<RolloutEvent> answers) {

    Refusal {
        answers = List.copyOf(answers);
    }

    /** Whether each instance refused it, for what is bad about it. */
    boolean holds() {
        return answers.stream()
                .allMatch(answer -> answer.getState() == RolloutState.REJECTED && kind.fits(answer.getReason()));
    }

    /** Of the first instance whose answer is wrong; of any, when all are right. */
    String reason() {
        return answers.stream()
                .filter(answer -> answer.getState() != RolloutState.REJECTED || !kind.fits(answer.getReason()))
                .findFirst()
                .or(() -> answers.stream().findFirst())
                .map(answer -> answer.getState() == RolloutState.REJECTED
                        ? answer.getReason()
                        : "not refused: " + answer.getInstance() + " says " + answer.getState())
                .orElse("no instance has judged it");
    }

    Map<String, Object> figures() {
        return Figures.part()
                .with("kind", kind.label())
                .with("reason", reason())
                .with("version", version.toString())
                .with("instances", answers.size())
                .with("asItShould", holds())
                .asMap();
    }
}
