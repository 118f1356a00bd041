package dev.consilium.trainer.report;

import dev.consilium.specialist.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;

/** Pictures for people. */
public final class Png {
    private Png() {}

    /** The pixels as a {@code data:} URI. */
    public static String dataUri(Pixels pixels) throws IOException {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(encoded(pixels));
    }

    /** The pixels as a file. */
    public static byte[] encoded(Pixels pixels) throws IOException {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int value = ((rgb[3 * i] & 0xff) << 16) | ((rgb[3 * i + 1] & 0xff) << 8) | (rgb[3 * i + 2] & 0xff);
            image.setRGB(i % pixels.width(), i / pixels.width(), value);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.setUseCache(false); // It would write a file for each picture.
        ImageIO.write(image, "png", png);
        return png.toByteArray();
    }
}
