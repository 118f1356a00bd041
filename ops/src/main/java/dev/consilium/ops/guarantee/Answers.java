package dev.consilium.ops.guarantee;

import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the predictions say about roll-backs: is told each one, in any order. One thread. */
final class Answers {

    private final Map<RollBack, Map<Integer, Instant>> firsts = new HashMap<>();
    private final int partitions;
    private long partial;

    /**
     * Has been told nothing yet.
     *
     * @param partitions on which there are predictions
     */
    Answers(List<RollBack> rollBacks, int partitions) {
        this.partitions = partitions;
        rollBacks.forEach(rollBack -> firsts.put(rollBack, new HashMap<>()));
    }

    void add(Prediction prediction) {
        Set<VersionKey> heard = heard(prediction);
        if (prediction.getOutcome() == Outcome.PARTIAL) {
            partial++;
        }
        firsts.forEach((rollBack, byPartition) -> {
            if (!prediction.getDecidedAt().isBefore(rollBack.decidedAt()) && heard.containsAll(rollBack.versions())) {
                byPartition.merge(
                        prediction.getSource().getPartition(),
                        prediction.getDecidedAt(),
                        (known, other) -> known.isBefore(other) ? known : other);
            }
        });
    }

    /** Predictions for which a specialist was missing. */
    long partial() {
        return partial;
    }

    /**
     * From the decision until the old versions have answered on every partition, so in every instance.
     *
     * @throws IllegalStateException when they never have on one of them
     */
    Duration took(RollBack rollBack) {
        Map<Integer, Instant> byPartition = firsts.getOrDefault(rollBack, Map.of());
        if (byPartition.size() < partitions) {
            throw new IllegalStateException("after the roll-back to " + rollBack.versions() + " only "
                    + byPartition.size() + " of " + partitions + " partitions have a prediction by them");
        }
        Instant last = byPartition.values().stream().max(Instant::compareTo).orElseThrow();
        return Duration.between(rollBack.decidedAt(), last);
    }

    private static Set<VersionKey> heard(Prediction prediction) {
        return prediction.getConsultation().stream()
                .map(opinion -> new VersionKey(opinion.getSpecialist(), opinion.getVersion()))
                .collect(Collectors.toSet());
    }
}
