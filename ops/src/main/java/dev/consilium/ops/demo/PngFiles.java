package dev.consilium.ops.demo;

import dev.consilium.avro.Image;
import dev.consilium.ops.client.ImageFiles;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** Images of which those without a file of their own (raw RGB8) are made PNG files, since that is what people send. Lossless. */
record PngFiles(ImageFiles images) implements ImageFiles {
    @Override
    public int size() {
        return images.size();
    }

    @Override
    public Image image(int index) throws IOException {
        Image image = images.image(index);
        if (!"image/x-rgb8".equals(image.getContentType())) {
            return image;
        }
        return Image.newBuilder(image)
                .setContent(ByteBuffer.wrap(png(image.getContent().duplicate(), image.getWidth(), image.getHeight())))
                .setContentType("image/png")
                .setWidth(null)
                .setHeight(null)
                .build();
    }

    private static byte[] png(ByteBuffer rgb, int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (rgb.get() & 0xff) << 16 | (rgb.get() & 0xff) << 8 | (rgb.get() & 0xff));
            }
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", file);
        return file.toByteArray();
    }
}
