package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In a process of its own, whose heap is smaller than what the limit of pixels lets in. */
class SmallHeapTest {

    /** An error would end a scorer, and each of the others when the image is read again. */
    @Test
    void shouldRefuseAnImageForWhichThereIsNoMemoryAndGoOn() throws Exception {
        // When
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx40m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Small.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        // Then
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(said.lines())
                .containsExactly(
                        "PNG declares 4096 x 4096 pixels, and there is no memory for them: raise the heap (-Xmx), or lower"
                                + " image.max.pixels",
                        "23 x 17");
    }

    static final class Small {
        public static void main(String[] arguments) throws IOException, BadImageException {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
            try {
                decoder.decode(ImageFiles.image(ImageFiles.plainPng(4096, 4096), null));
            } catch (BadImageException e) {
                System.out.println(e.getMessage());
            }
            Pixels pixels = decoder.decode(ImageFiles.image(Fixtures.bytes("images/rgb.png"), null));
            System.out.println(pixels.width() + " x " + pixels.height());
        }
    }
}
