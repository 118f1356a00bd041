package dev.consilium.specialist.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;

/** Scenes with what photographs have: soft shades, sharp edges, fine texture, noise; the same at each call. */
final class Photographs {

    private Photographs() {}

    static byte[] jpeg(int width, int height) throws IOException {
        return file("jpg", width, height);
    }

    static byte[] file(String format, int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(scene(width, height), format, out);
        return out.toByteArray();
    }

    private static BufferedImage scene(int width, int height) {
        Random random = new Random(5);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new GradientPaint(0, 0, new Color(90, 140, 220), width, height, new Color(200, 170, 110)));
        graphics.fillRect(0, 0, width, height);
        for (int i = 0; i < 40; i++) {
            graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256), 160));
            int size = 8 + random.nextInt(width / 4);
            graphics.fillOval(random.nextInt(width), random.nextInt(height), size, size / 2 + 4);
        }
        graphics.dispose();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int noise = (int) (random.nextGaussian() * 6);
                int rgb = image.getRGB(x, y);
                int red = clamped((rgb >> 16 & 0xFF) + noise);
                int green = clamped((rgb >> 8 & 0xFF) + noise);
                int blue = clamped((rgb & 0xFF) + noise);
                image.setRGB(x, y, red << 16 | green << 8 | blue);
            }
        }
        return image;
    }

    private static int clamped(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
