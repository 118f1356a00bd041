package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Image;
import dev.consilium.specialist.Fixtures;
import dev.consilium.specialist.InputShape;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ImageDecoderTest {

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

    /** {@code make_images.py} made them, and had Pillow read them. */
    static Stream<String> pillow() throws IOException {
        return Fixtures.names("images", ".rgb").stream();
    }

    @ParameterizedTest
    @MethodSource("pillow")
    void shouldReadWhatPillowReads(String name) throws Exception {
        // When
        Pixels pixels = decoder.decode(ImageFiles.image(Fixtures.bytes("images/" + name), null));

        // Then
        byte[] expected = Fixtures.bytes("images/" + name + ".rgb");
        assertThat(pixels.rgb()).hasSize(pixels.width() * pixels.height() * 3).hasSameSizeAs(expected);
        assertThat(largestDifference(pixels.rgb(), expected)).isLessThanOrEqualTo(tolerance(name));
    }

    /** To the last bit, but for two conversions that OpenCV rounds otherwise. */
    private static int tolerance(String name) {
        return switch (name) {
            case "16-bits.bmp" -> 7;
            case "cmyk.jpg", "ycck.jpg" -> 2;
            default -> 0;
        };
    }

    private static int largestDifference(byte[] found, byte[] expected) {
        int largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs((found[i] & 0xFF) - (expected[i] & 0xFF)));
        }
        return largest;
    }

    @Test
    void shouldReadEachImageAsIfItWereTheFirst() throws Exception {
        // Given: one decoder, and images of other sizes and kinds, some broken, in between.
        ImageDecoder used = new ImageDecoder(ImageLimits.defaults());
        for (String name : pillow().toList()) {
            byte[] file = Fixtures.bytes("images/" + name);
            assertThatThrownBy(() -> used.decode(ImageFiles.image(Arrays.copyOf(file, file.length * 3 / 4), null)))
                    .as(name)
                    .isInstanceOf(BadImageException.class);

            // When
            Pixels pixels = used.decode(ImageFiles.image(file, null));

            // Then
            Pixels fresh = new ImageDecoder(ImageLimits.defaults()).decode(ImageFiles.image(file, null));
            assertThat(pixels.rgb()).as(name).isEqualTo(fresh.rgb());
        }
    }

    @Test
    void shouldResizeToWhatTheSpecialistReads() throws Exception {
        // Given
        Image image = ImageFiles.raw(Fixtures.bytes("images/resized/source-61x47.rgb"), 61, 47);

        // When
        Pixels pixels = decoder.decode(image, new InputShape(32, 32));

        // Then
        assertThat(pixels.rgb()).isEqualTo(Fixtures.bytes("images/resized/32x32.rgb"));
    }

    @Test
    void shouldTakeRawPixelsAsTheyAre() throws Exception {
        // When
        Pixels pixels = decoder.decode(ImageFiles.raw(new byte[] {1, 2, 3, 4, 5, 6}, 2, 1));

        // Then
        assertThat(pixels.width()).isEqualTo(2);
        assertThat(pixels.height()).isEqualTo(1);
        assertThat(pixels.rgb()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldTakeARawGoldenExampleToHaveTheSpecialistsSize() throws Exception {
        // Given
        GoldenExample golden = new GoldenExample(ByteBuffer.wrap(new byte[] {1, 2, 3}), "image/x-rgb8", List.of());

        // Then
        assertThat(decoder.decode(golden, new InputShape(1, 1)).rgb()).containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg", "IMAGE/JPEG", "image/jpg", "image/jpeg; charset=binary"})
    void shouldUnderstandContentTypesAsPeopleWriteThem(String contentType) throws Exception {
        // Given
        byte[] file = Fixtures.bytes("images/grey.jpg");

        // Then
        assertThat(decoder.decode(ImageFiles.image(file, contentType)).width()).isEqualTo(23);
    }

    @Test
    void shouldReadTheContentThatIsLeftInTheBufferAndLeaveItThere() throws Exception {
        // Given
        byte[] file = Fixtures.bytes("images/rgb.png");
        ByteBuffer buffer = ByteBuffer.allocateDirect(file.length + 20)
                .position(7)
                .put(file)
                .limit(7 + file.length)
                .position(7);
        Image image = Image.newBuilder()
                .setId("")
                .setContent(buffer.asReadOnlyBuffer())
                .build();

        // When
        Pixels pixels = decoder.decode(image);

        // Then
        assertThat(pixels.rgb()).isEqualTo(Fixtures.bytes("images/rgb.png.rgb"));
        assertThat(image.getContent().remaining()).isEqualTo(file.length);
    }

    @Test
    void shouldKeepNativeMemoryFlat() throws Exception {
        // Given
        Image image = ImageFiles.image(Fixtures.bytes("images/baseline-420.jpg"), null);
        decoder.decode(image);
        long before = Pointer.totalBytes();

        // When
        for (int i = 0; i < 5_000; i++) {
            decoder.decode(image);
        }

        // Then
        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before + 100_000);
    }

    @Test
    void shouldNotMeasureTheProcessAgainstTheJavaHeap() {
        // Given: this class has a decoder, so that JavaCPP is loaded.
        assertThat(decoder).isNotNull();

        // Then: else decoding would fail for a process that holds large models.
        assertThat(Pointer.maxPhysicalBytes()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1600,400,160,40", "300,900,53,160", "20,10,20,10"})
    void shouldBringAnImageWithinASquareInItsProportions(int width, int height, int left, int leftOfHeight)
            throws Exception {
        Image photograph = ImageFiles.image(Photographs.jpeg(width, height), null);

        Pixels pixels = decoder.decodeWithin(photograph, 160);

        assertThat(pixels.width()).isEqualTo(left);
        assertThat(pixels.height()).isEqualTo(leftOfHeight);
    }

    @Test
    void shouldIgnoreWhatFollowsTheEndOfAJpegFile() throws Exception {
        // Given
        byte[] file = ImageFiles.join(Fixtures.bytes("images/grey.jpg"), new byte[100]);

        // Then
        assertThat(decoder.decode(ImageFiles.image(file, null)).rgb()).isEqualTo(Fixtures.bytes("images/grey.jpg.rgb"));
    }
}
