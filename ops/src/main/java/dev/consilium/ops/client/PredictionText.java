package dev.consilium.ops.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A prediction as text: a JSON object with the field names of the Avro record, or a line for people. */
final class PredictionText {
    private static final ObjectMapper JSON = new ObjectMapper();

    private PredictionText() {}

    static String json(Prediction prediction) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("imageId", prediction.getImageId());
        object.put("classIndex", prediction.getClassIndex());
        object.put("className", prediction.getClassName());
        object.put("confidence", prediction.getConfidence());
        object.put("specialist", prediction.getSpecialist());
        object.put("version", prediction.getVersion());
        object.put("outcome", prediction.getOutcome().name());
        object.put(
                "consultation",
                prediction.getConsultation().stream()
                        .map(PredictionText::fields)
                        .toList());
        object.put("missing", prediction.getMissing());
        object.put("missingReasons", prediction.getMissingReasons());
        object.put("rule", prediction.getRule());
        object.put("attributes", prediction.getAttributes());
        object.put("decidedAt", prediction.getDecidedAt().toString());
        object.put(
                "source",
                Map.of(
                        "topic", prediction.getSource().getTopic(),
                        "partition", prediction.getSource().getPartition(),
                        "offset", prediction.getSource().getOffset()));
        try {
            return JSON.writeValueAsString(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(Prediction prediction) {
        String label = label(prediction)
                .map(name -> name.equals(prediction.getClassName()) ? "  right" : "  WRONG, it is " + name)
                .orElse("");
        return "%-14s %.3f  %s@%s  %s%s"
                .formatted(
                        prediction.getClassName(),
                        prediction.getConfidence(),
                        prediction.getSpecialist(),
                        prediction.getVersion(),
                        prediction.getImageId(),
                        label);
    }

    static Optional<String> label(Prediction prediction) {
        return Optional.ofNullable(prediction.getAttributes().get(ImageFiles.LABEL));
    }

    private static Map<String, Object> fields(Confidence opinion) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("specialist", opinion.getSpecialist());
        object.put("version", opinion.getVersion());
        object.put("artifact", opinion.getArtifact());
        object.put("classIndex", opinion.getClassIndex());
        object.put("className", opinion.getClassName());
        object.put("confidence", opinion.getConfidence());
        if (opinion.getProbabilities() != null) {
            object.put("probabilities", opinion.getProbabilities());
        }
        return object;
    }
}
