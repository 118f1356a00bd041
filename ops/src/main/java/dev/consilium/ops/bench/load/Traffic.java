package dev.consilium.ops.bench.load;

import dev.consilium.avro.Image;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import java.io.IOException;
import java.util.List;

/**
 * What a load consists of.
 *
 * @param images sent one after the other, again and again
 * @param listener told of each answer when it can be read as committed
 */
public record Traffic(List<Image> images, AnswerListener listener) {

    public Traffic {
        images = List.copyOf(images);
    }

    /** JPEG files of 32 x 32. */
    public static Traffic of(Rig rig) throws IOException {
        return new Traffic(rig.images(ImageKind.JPEG_32).distinct(), AnswerListener.NONE);
    }
}
