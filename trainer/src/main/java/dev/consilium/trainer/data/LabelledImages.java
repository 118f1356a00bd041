package dev.consilium.trainer.data;

import dev.consilium.avro.Image;
import java.io.IOException;

/**
 * Images with known classes, as they came: files are not decoded here. Safe for use by several threads.
 */
public interface LabelledImages {
    int size();

    /** Global index of the class of one image. */
    int label(int index);

    /**
     * One image as a producer would send it.
     *
     * @throws IOException when its file cannot be read
     */
    Image image(int index) throws IOException;

    /** What to call the image in a message: a path, or a file with a position. */
    String name(int index);
}
