package dev.consilium.streams.watch;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Predictions of two specialists. */
final class Samples {

    private Samples() {}

    static Prediction prediction(String imageId, Outcome outcome) {
        Confidence low = new Confidence("low", "v1", "abc", 3, "cat", 0.97f, null);
        Confidence high = new Confidence("high", "v2", "def", 13, "car", 0.42f, null);
        return new Prediction(
                imageId,
                3,
                "cat",
                0.97f,
                "low",
                "v1",
                outcome,
                List.of(low, high),
                List.of(),
                "max-softmax",
                Map.of("label", "dog"),
                Instant.ofEpochMilli(1_012),
                new Source("images", 4, 17L),
                List.of(),
                List.of());
    }
}
