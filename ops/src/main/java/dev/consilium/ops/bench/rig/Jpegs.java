package dev.consilium.ops.bench.rig;

import dev.consilium.specialist.image.Pixels;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Encodes pixels as JPEG files. Stateless. */
final class Jpegs {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;

    /** A sensor's noise: without it an upscaled image would compress to a few kB and decode far too fast. */
    private static final double NOISE = 6;

    private Jpegs() {}

    /** At its own size. */
    static byte[] small(Pixels pixels) throws IOException {
        return encoded(image(pixels));
    }

    /** Scaled up to 640 x 480, with noise that depends on nothing but the seed. */
    static byte[] large(Pixels pixels, long seed) throws IOException {
        BufferedImage scaled = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = scaled.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(image(pixels), 0, 0, WIDTH, HEIGHT, null);
        graphics.dispose();
        Random random = new Random(seed);
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                scaled.setRGB(x, y, noisy(scaled.getRGB(x, y), NOISE * random.nextGaussian()));
            }
        }
        return encoded(scaled);
    }

    private static BufferedImage image(Pixels pixels) {
        BufferedImage image = new BufferedImage(pixels.width(), pixels.height(), BufferedImage.TYPE_INT_RGB);
        byte[] rgb = pixels.rgb();
        for (int i = 0; i < pixels.width() * pixels.height(); i++) {
            int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | (rgb[3 * i + 2] & 0xFF);
            image.setRGB(i % pixels.width(), i / pixels.width(), colour);
        }
        return image;
    }

    private static int noisy(int rgb, double noise) {
        return channel(rgb >> 16, noise) << 16 | channel(rgb >> 8, noise) << 8 | channel(rgb, noise);
    }

    private static int channel(int value, double noise) {
        return (int) Math.max(0, Math.min(255, (value & 0xFF) + noise));
    }

    private static byte[] encoded(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }
}
