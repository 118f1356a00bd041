package dev.consilium.ops.explain;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.SpecialistVersion;
import java.util.List;
import java.util.Optional;

/**
 * What became of one opinion.
 *
 * @param voted whether it counted; versions on trial are heard without a vote
 * @param then as the prediction has it
 * @param manifest of the version that was asked; empty when it was pruned
 * @param now what the same version says again; empty when it could not be asked
 * @param difference largest absolute difference of a probability, 0 when it could not be asked
 * @param tolerance up to which they agree
 * @param problem why it could not be asked, else empty
 */
record Finding(
        boolean voted,
        Confidence then,
        Optional<SpecialistVersion> manifest,
        Optional<Confidence> now,
        double difference,
        double tolerance,
        String problem) {

    static Finding replayed(SpecialistVersion manifest, Confidence then, Confidence now, Optional<Double> tolerance) {
        return new Finding(
                true,
                then,
                Optional.of(manifest),
                Optional.of(now),
                difference(then, now),
                tolerance.orElse((double) manifest.getTolerance()),
                "");
    }

    static Finding unanswered(Confidence then, Optional<SpecialistVersion> manifest, String problem) {
        return new Finding(true, then, manifest, Optional.empty(), 0, 0, problem);
    }

    Finding withoutVote() {
        return new Finding(false, then, manifest, now, difference, tolerance, problem);
    }

    boolean agrees() {
        return now.filter(again -> again.getClassIndex() == then.getClassIndex() && difference <= tolerance)
                .isPresent();
    }

    private static double difference(Confidence then, Confidence now) {
        double worst = Math.abs((double) then.getConfidence() - now.getConfidence());
        List<Float> before = then.getProbabilities();
        List<Float> again = now.getProbabilities();
        if (before != null && again != null && before.size() == again.size()) {
            for (int k = 0; k < before.size(); k++) {
                worst = Math.max(worst, Math.abs((double) before.get(k) - again.get(k)));
            }
        }
        return worst;
    }
}
