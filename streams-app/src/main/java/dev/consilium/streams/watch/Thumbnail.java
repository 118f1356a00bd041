package dev.consilium.streams.watch;

import dev.consilium.avro.Image;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Small pictures of images, made anew from their pixels: a browser is never handed bytes that came over Kafka. Not safe for
 * several threads at once.
 */
final class Thumbnail {

    private static final int LONGEST_SIDE = 160;

    /** Up to here every pixel counts, and PNG is small enough. */
    private static final int LOSSLESS_PIXELS = 64 * 64;

    private final ImageDecoder decoder;

    Thumbnail(ImageLimits limits) {
        this.decoder = new ImageDecoder(limits);
    }

    /** As a data URI; empty when the image cannot be decoded. */
    Optional<String> of(Image image) {
        try {
            return Optional.of(encoded(decoder.decodeWithin(image, LONGEST_SIDE)));
        } catch (BadImageException | IOException | RuntimeException e) {
            // Its dead letter says what is wrong with it.
            return Optional.empty();
        }
    }

    private static String encoded(Pixels pixels) throws IOException {
        String format = pixels.width() * pixels.height() <= LOSSLESS_PIXELS ? "png" : "jpeg";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(buffered(pixels), format, out);
        }
        return "data:image/" + format + ";base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static BufferedImage buffered(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        int at = 0;
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                image.setRGB(x, y, (rgb[at] & 0xff) << 16 | (rgb[at + 1] & 0xff) << 8 | (rgb[at + 2] & 0xff));
                at += 3;
            }
        }
        return image;
    }
}
