package dev.consilium.specialist.image;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "jpg", "gif"})
    void shouldSmoke(String format) throws Exception {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 20; x++) for (int y = 0; y < 10; y++) image.setRGB(x, y, 0x804020);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, format, out);
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        Pixels p = decoder.decode(
                Image.newBuilder()
                        .setId("x")
                        .setContent(ByteBuffer.wrap(out.toByteArray()))
                        .build(),
                new InputShape(10, 20));
        System.out.println(format + " " + p.rgb()[0] + " " + p.rgb()[1] + " " + p.rgb()[2]);
    }
}
