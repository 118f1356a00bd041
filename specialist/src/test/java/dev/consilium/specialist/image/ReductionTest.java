package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.InputShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReductionTest {

    /** What the class promises, of 255. */
    private static final double MEAN = 2.0;

    private static final int LARGEST = 25;

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

    @ParameterizedTest
    @CsvSource({
        "640, 480, 32, 32, QUARTER",
        "640, 512, 32, 32, EIGHTH",
        "512, 512, 32, 32, EIGHTH",
        "511, 512, 32, 32, QUARTER",
        "640, 480, 224, 224, NONE",
        "896, 896, 224, 224, HALF",
        "4096, 100, 32, 32, NONE",
        "128, 128, 32, 32, HALF",
        "127, 128, 32, 32, NONE",
        "32, 32, 32, 32, NONE",
    })
    void shouldLeaveAtLeastTwiceWhatIsWanted(
            long width, long height, int targetWidth, int targetHeight, Reduction expected) {
        ImageHeader header = new ImageHeader(ImageFormat.JPEG, width, height);

        assertThat(Reduction.of(header, new InputShape(targetHeight, targetWidth)))
                .isEqualTo(expected);
    }

    /** The sides are no multiples of 8, so the last block of each line is a part of one. */
    @ParameterizedTest
    @CsvSource({"637, 479, 32, QUARTER", "637, 479, 28, EIGHTH", "301, 299, 64, HALF", "64, 64, 32, NONE"})
    void shouldStayCloseToTheWholeImage(int width, int height, int side, Reduction reduction) throws Exception {
        // Given
        byte[] file = Photographs.jpeg(width, height);
        InputShape target = new InputShape(side, side);
        Pixels whole = ImageDecoder.fit(decoder.decode(ImageFiles.image(file, null)), target);

        // When
        Pixels pixels = decoder.decode(ImageFiles.image(file, null), target);

        // Then
        assertThat(Reduction.of(new ImageHeader(ImageFormat.JPEG, width, height), target))
                .isEqualTo(reduction);
        long sum = 0;
        int largest = 0;
        for (int i = 0; i < whole.rgb().length; i++) {
            int difference = Math.abs((whole.rgb()[i] & 0xFF) - (pixels.rgb()[i] & 0xFF));
            sum += difference;
            largest = Math.max(largest, difference);
        }
        assertThat((double) sum / whole.rgb().length).isLessThanOrEqualTo(MEAN);
        assertThat(largest).isLessThanOrEqualTo(LARGEST);
        assertThat(largest == 0).isEqualTo(reduction == Reduction.NONE);
    }

    /** Only JPEG has frequencies to choose from. */
    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif"})
    void shouldReadOtherFormatsWhole(String format) throws Exception {
        // Given
        byte[] file = Photographs.file(format, 300, 300);
        InputShape target = new InputShape(32, 32);
        Pixels whole = ImageDecoder.fit(decoder.decode(ImageFiles.image(file, null)), target);

        // Then
        assertThat(decoder.decode(ImageFiles.image(file, null), target).rgb()).isEqualTo(whole.rgb());
    }
}
