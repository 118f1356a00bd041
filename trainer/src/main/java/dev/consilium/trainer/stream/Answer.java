package dev.consilium.trainer.stream;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.history.ImagePlace;
import java.time.Instant;
import java.util.Comparator;
import java.util.OptionalInt;

/**
 * What is kept of a prediction: no more than it takes to choose, and to find the image.
 *
 * @param className what was answered
 * @param label global index of the class that the image shows, where it is known
 */
record Answer(ImagePlace image, String className, float confidence, Doubt doubt, Instant decidedAt, OptionalInt label) {

    /** The greater doubt first; of the same doubt by place, so that the same records give the same order. */
    static final Comparator<Answer> ORDER = Comparator.comparing(Answer::doubt).thenComparing(Answer::image);

    static Answer of(Prediction prediction, OptionalInt label) {
        return new Answer(
                ImagePlace.of(prediction),
                prediction.getClassName(),
                prediction.getConfidence(),
                Doubt.of(prediction),
                prediction.getDecidedAt(),
                label);
    }
}
