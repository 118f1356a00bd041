package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;

/** Goes through images in their order, once or, with {@code loop}, again and again; ids then carry the round. */
public final class RoundFeed implements ImageFeed {
    private final ImageFiles images;
    private final boolean loop;
    private long taken;

    /** @throws IllegalArgumentException when there are none */
    public RoundFeed(ImageFiles images, boolean loop) {
        if (images.size() == 0) {
            throw new IllegalArgumentException("there are no images to send");
        }
        this.images = images;
        this.loop = loop;
    }

    @Override
    public OptionalLong total() {
        return loop ? OptionalLong.empty() : OptionalLong.of(images.size());
    }

    @Override
    public Optional<Image> next() throws IOException {
        long round = taken / images.size();
        if (round > 0 && !loop) {
            return Optional.empty();
        }
        Image image = images.image((int) (taken % images.size()));
        taken++;
        return Optional.of(
                round == 0
                        ? image
                        : Image.newBuilder(image)
                                .setId(image.getId() + "~" + (round + 1))
                                .build());
    }
}
