package dev.consilium.ops.explain;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.history.ImagePlace;
import dev.consilium.schemas.history.ImageRecords;
import dev.consilium.schemas.history.ImagesFormat;
import java.util.ArrayList;
import java.util.List;

/** The image that a prediction answers. */
final class AnsweredImage {

    private AnsweredImage() {}

    /**
     * Reads it.
     *
     * @throws IllegalStateException when it is no longer there, or is no image
     * @throws UnreachableException when broker or registry do not answer
     */
    static Image of(Prediction prediction, Connection connection, ImagesFormat format) {
        List<Image> found = new ArrayList<>();
        try (ImageRecords records = new ImageRecords(connection, format)) {
            records.read(List.of(ImagePlace.of(prediction)), new ImageRecords.Receiver() {
                @Override
                public void image(ImagePlace place, Image image) {
                    found.add(image);
                }

                @Override
                public void missing(ImagePlace place, String why) {
                    throw new IllegalStateException("the image of this prediction, " + place + ", " + why
                            + ": it cannot be replayed. What was answered is on the prediction.");
                }
            });
        }
        return found.get(0);
    }
}
