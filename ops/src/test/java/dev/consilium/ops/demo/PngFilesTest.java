package dev.consilium.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.ops.client.ImageFiles;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PngFilesTest {
    @Test
    void shouldKeepEveryPixelOfARawImage() throws Exception {
        // Given
        byte[] rgb = new byte[28 * 20 * 3];
        new Random(1).nextBytes(rgb);
        Image raw = Image.newBuilder()
                .setId("raw")
                .setContent(ByteBuffer.wrap(rgb))
                .setContentType("image/x-rgb8")
                .setWidth(28)
                .setHeight(20)
                .setAttributes(Map.of("label", "bag"))
                .build();

        // When
        Image png = new PngFiles(only(raw)).image(0);

        // Then
        assertThat(png.getContentType()).isEqualTo("image/png");
        assertThat(png.getAttributes()).isEqualTo(Map.of("label", "bag"));
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        assertThat(decoder.decode(png, new InputShape(20, 28)).rgb()).isEqualTo(rgb);
    }

    @Test
    void shouldLeaveFilesAsTheyAre() throws Exception {
        // Given
        Image file = Image.newBuilder()
                .setId("file")
                .setContent(ByteBuffer.wrap(new byte[] {1, 2, 3}))
                .setAttributes(Map.of())
                .build();

        // When, then
        assertThat(new PngFiles(only(file)).image(0)).isSameAs(file);
    }

    private static ImageFiles only(Image image) {
        return new ImageFiles() {
            @Override
            public int size() {
                return 1;
            }

            @Override
            public Image image(int index) {
                return image;
            }
        };
    }
}
