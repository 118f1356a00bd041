package dev.consilium.ops.guarantee;

import dev.consilium.avro.Image;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Images that cannot be decoded, among good ones: so that there are dead letters whose fate can be told. Stateless. */
final class DamagedImages {

    private static final int EVERY = 100;

    private DamagedImages() {}

    /**
     * The same images, each hundredth of them damaged.
     *
     * @param good a multiple of a hundred
     */
    static List<Image> among(List<Image> good) {
        if (good.size() % EVERY != 0) {
            throw new IllegalArgumentException(good.size() + " images are no multiple of " + EVERY);
        }
        List<Image> images = new ArrayList<>(good);
        for (int i = EVERY - 1; i < images.size(); i += EVERY) {
            images.set(
                    i,
                    Image.newBuilder(images.get(i))
                            .setContent(ByteBuffer.wrap("no image".getBytes(StandardCharsets.US_ASCII)))
                            .build());
        }
        return images;
    }

    /** How many of so many images are damaged, when those of {@link #among} are sent one after the other, again and again. */
    static long among(long sent) {
        return sent / EVERY;
    }
}
