package dev.consilium.ops;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Predictions as the application would write them. */
public final class PredictionFixture {
    private PredictionFixture() {}

    /** The most confident opinion answers for the image at {@code images-0@offset}. */
    public static Prediction prediction(long offset, Map<String, String> attributes, Confidence... opinions) {
        Confidence winner = opinions[0];
        for (Confidence opinion : opinions) {
            winner = opinion.getConfidence() > winner.getConfidence() ? opinion : winner;
        }
        return Prediction.newBuilder()
                .setImageId("image-" + offset)
                .setClassIndex(winner.getClassIndex())
                .setClassName(winner.getClassName())
                .setConfidence(winner.getConfidence())
                .setSpecialist(winner.getSpecialist())
                .setVersion(winner.getVersion())
                .setOutcome(Outcome.DECIDED)
                .setConsultation(List.of(opinions))
                .setAttributes(attributes)
                .setDecidedAt(Instant.EPOCH)
                .setSource(new Source("images", 0, offset))
                .build();
    }

    public static Confidence opinion(String specialist, String version, String className, float confidence) {
        return Confidence.newBuilder()
                .setSpecialist(specialist)
                .setVersion(version)
                .setArtifact("0123456789ab")
                .setClassIndex(0)
                .setClassName(className)
                .setConfidence(confidence)
                .build();
    }
}
