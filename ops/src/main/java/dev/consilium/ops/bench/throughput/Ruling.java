package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.specialist.MaxSoftmaxRule;
import java.time.Instant;
import java.util.List;

/** What the specialists say of one image, in their order, and who of them answers. */
record Ruling(List<Confidence> opinions, int winner) {

    /** The record that Consilium writes of such an image. */
    Prediction prediction(Image image, Source source) {
        Confidence answer = opinions.get(winner);
        return new Prediction(
                image.getId(),
                answer.getClassIndex(),
                answer.getClassName(),
                answer.getConfidence(),
                answer.getSpecialist(),
                answer.getVersion(),
                Outcome.DECIDED,
                opinions,
                List.of(),
                MaxSoftmaxRule.NAME,
                image.getAttributes(),
                Instant.now(),
                source,
                List.of(),
                List.of());
    }
}
