package dev.consilium.streams.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.fixture.TestImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class ThumbnailTest {

    private final Thumbnail thumbnail = new Thumbnail(ImageLimits.defaults());

    @Test
    void shouldKeepEveryPixelOfASmallImage() throws IOException {
        BufferedImage seen = image(thumbnail.of(TestImages.noise("a", 7)).orElseThrow(), "png");

        byte[] rgb = TestImages.noise("a", 7).getContent().array();
        assertThat(seen.getWidth()).isEqualTo(32);
        assertThat(seen.getRGB(1, 0) & 0xffffff)
                .isEqualTo((rgb[3] & 0xff) << 16 | (rgb[4] & 0xff) << 8 | (rgb[5] & 0xff));
    }

    @Test
    void shouldReduceALargeOneInItsProportions() throws IOException {
        BufferedImage seen = image(thumbnail.of(jpeg(1_280, 320)).orElseThrow(), "jpeg");

        assertThat(seen.getWidth()).isEqualTo(160);
        assertThat(seen.getHeight()).isEqualTo(40);
    }

    @Test
    void shouldShowNothingOfWhatIsNoImage() {
        assertThat(thumbnail.of(TestImages.file("bad", new byte[] {1, 2, 3}))).isEmpty();
    }

    private static Image jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpeg", bytes);
        return TestImages.file("large", bytes.toByteArray());
    }

    private static BufferedImage image(String uri, String format) throws IOException {
        String start = "data:image/" + format + ";base64,";
        assertThat(uri).startsWith(start);
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(uri.substring(start.length()))));
    }
}
