package dev.consilium.streams.watch;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One consultation as it is shown. Immutable; written as JSON as it stands.
 *
 * @param number counts up within the process
 * @param imageId what its producer calls it; empty when the record could not be read
 * @param place topic-partition-offset of the image
 * @param outcome DECIDED, PARTIAL, ABSTAINED or DEAD_LETTER
 * @param className the answer; empty for a dead letter
 * @param confidence of the answer, 0 to 1
 * @param specialist who answered; empty for a dead letter
 * @param version of that specialist
 * @param opinions those with a vote, in roster order
 * @param trials opinions without a vote
 * @param missing specialists that gave none
 * @param label the right class, if the image tells it; empty otherwise
 * @param reason of a dead letter, or why specialists are missing; empty otherwise
 * @param millis from admission to outcome
 * @param image a small picture of it as a data URI; null when it cannot be decoded
 */
public record Sighting(
        long number,
        String imageId,
        String place,
        String outcome,
        String className,
        double confidence,
        String specialist,
        String version,
        List<Opinion> opinions,
        List<Opinion> trials,
        List<String> missing,
        String label,
        String reason,
        long millis,
        @Nullable String image) {

    static final String DEAD_LETTER = "DEAD_LETTER";

    /** The attribute that tells an image's right class. */
    private static final String LABEL = "label";

    public Sighting {
        opinions = List.copyOf(opinions);
        trials = List.copyOf(trials);
        missing = List.copyOf(missing);
    }

    /** What one specialist says. */
    public record Opinion(String specialist, String version, String className, double confidence) {

        static Opinion of(Confidence confidence) {
            return new Opinion(
                    confidence.getSpecialist(),
                    confidence.getVersion(),
                    confidence.getClassName(),
                    confidence.getConfidence());
        }

        private static List<Opinion> of(List<Confidence> confidences) {
            return confidences.stream().map(Opinion::of).toList();
        }
    }

    /** A prediction, as it is shown. */
    public static Sighting of(long number, Prediction prediction, long millis, @Nullable String image) {
        Source source = prediction.getSource();
        return new Sighting(
                number,
                prediction.getImageId(),
                source.getTopic() + "-" + source.getPartition() + "-" + source.getOffset(),
                prediction.getOutcome().name(),
                prediction.getClassName(),
                prediction.getConfidence(),
                prediction.getSpecialist(),
                prediction.getVersion(),
                Opinion.of(prediction.getConsultation()),
                Opinion.of(prediction.getTrials()),
                prediction.getMissing(),
                prediction.getAttributes().getOrDefault(LABEL, ""),
                String.join("; ", prediction.getMissingReasons()),
                millis,
                image);
    }

    static Sighting deadLetter(
            long number, String imageId, String place, String reason, long millis, @Nullable String image) {
        return new Sighting(
                number,
                imageId,
                place,
                DEAD_LETTER,
                "",
                0,
                "",
                "",
                List.of(),
                List.of(),
                List.of(),
                "",
                reason,
                millis,
                image);
    }
}
