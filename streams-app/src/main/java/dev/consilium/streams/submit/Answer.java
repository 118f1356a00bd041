package dev.consilium.streams.submit;

import dev.consilium.avro.Prediction;
import java.time.Duration;

/** What became of an image that was brought. */
public sealed interface Answer {

    /**
     * It was answered.
     *
     * @param took from the sending of the image to the reading of the committed prediction
     */
    record Predicted(Prediction prediction, Duration took) implements Answer {}

    /** It is a dead letter, for this reason. */
    record Buried(String reason, Duration took) implements Answer {}

    /** It is on its topic, but had no outcome in this time; it will have one. */
    record Late(String imageId, Duration limit) implements Answer {}

    /** It was not taken: too many are on their way. */
    record Busy() implements Answer {}
}
