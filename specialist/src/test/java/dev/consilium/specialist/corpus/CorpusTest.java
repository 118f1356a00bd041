package dev.consilium.specialist.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each input through the real decoder: what docs/bad-input.md says becomes of it, and that it ends at all. */
class CorpusTest {

    /** Not how fast: a hang takes for ever. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final InputShape SHAPE = new InputShape(32, 32);
    private static final List<Kind> KINDS = Corpus.kinds();

    static Stream<Arguments> samples() {
        return KINDS.stream()
                .flatMap(kind -> kind.samples().entrySet().stream()
                        .map(sample -> Arguments.of(kind.input(), sample.getKey(), kind.outcome(), sample.getValue())));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("samples")
    void shouldHaveItsDocumentedOutcome(String input, String sample, Outcome outcome, Image image) {
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

        // When: as a specialist reads it, and whole
        Throwable reduced = assertTimeoutPreemptively(LIMIT, () -> thrown(() -> decode(decoder, image)));
        Throwable whole = assertTimeoutPreemptively(LIMIT, () -> thrown(() -> decoder.decode(image)));

        // Then
        assertFits(input + ": " + sample, outcome, reduced);
        assertFits(input + ": " + sample, outcome, whole);
    }

    /** As Pillow and torchvision do, and so as modules were trained. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldNotTurnAnImageByItsExif(int orientation) throws BadImageException {
        byte[] turned =
                JpegFile.fixtureWith("baseline-420.jpg", JpegFile.segment(JpegFile.EXIF, JpegFile.exif(orientation)));
        Image image = new Image("turned", ByteBuffer.wrap(turned), null, null, null, Map.of());

        assertThat(new ImageDecoder(ImageLimits.defaults()).decode(image).rgb())
                .isEqualTo(FileBytes.fixture("baseline-420.jpg.rgb"));
    }

    @Test
    void shouldHaveManyInputsAndNoneTwice() {
        assertThat(KINDS.stream().mapToInt(kind -> kind.samples().size()).sum()).isGreaterThan(300);
        assertThat(KINDS).extracting(Kind::input).doesNotHaveDuplicates();
    }

    private static void decode(ImageDecoder decoder, Image image) throws BadImageException {
        Pixels pixels = decoder.decode(image, SHAPE);
        assertThat(pixels.rgb()).hasSize(SHAPE.values());
    }

    private static Throwable thrown(ThrowingCallable code) {
        return catchThrowable(code);
    }

    private static void assertFits(String what, Outcome outcome, Throwable thrown) {
        if (outcome instanceof Outcome.Refused refused) {
            assertThat(thrown)
                    .as(what)
                    .isInstanceOf(BadImageException.class)
                    .satisfies(reason -> assertThat(reason.getMessage())
                            .matches(refused::fits, refused.reason())
                            .hasSizeLessThan(300));
        } else {
            assertThat(thrown).as(what).isNull();
        }
    }
}
