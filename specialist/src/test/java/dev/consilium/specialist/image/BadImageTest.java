package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.consilium.avro.Image;
import dev.consilium.specialist.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is not an image, or not a whole one, is refused with the reason; never with another exception. */
class BadImageTest {

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

    static Stream<Arguments> bad() throws IOException {
        byte[] jpeg = Fixtures.bytes("images/baseline-420.jpg");
        byte[] png = Fixtures.bytes("images/rgb.png");
        return Stream.of(
                Arguments.of(ImageFiles.image(new byte[0], null), "content is empty"),
                Arguments.of(
                        ImageFiles.image("not an image".getBytes(StandardCharsets.UTF_8), null),
                        "content is not a JPEG, PNG, BMP or GIF file (and contentType is absent)"),
                Arguments.of(
                        ImageFiles.image(new byte[100], "image/png"),
                        "content is not a JPEG, PNG, BMP or GIF file, though contentType is 'image/png'"),
                Arguments.of(
                        ImageFiles.image(jpeg, "image/png"),
                        "contentType is 'image/png', but the content is image/jpeg"),
                Arguments.of(
                        ImageFiles.image(jpeg, "image/webp"),
                        "contentType 'image/webp' is not supported: it must be one of image/jpeg, image/png, image/bmp,"
                                + " image/gif, image/x-rgb8"),
                Arguments.of(
                        ImageFiles.image(new byte[5 * 1024 * 1024], null),
                        "content has 5242880 bytes: more than the limit of 4194304"),
                Arguments.of(
                        ImageFiles.image(ImageFiles.pngThatDeclares(20_000, 20_000), null),
                        "PNG declares 20000 x 20000 pixels: more than the limit of 16777216"),
                Arguments.of(
                        ImageFiles.image(ImageFiles.pngThatDeclares(-1, -1), null),
                        "PNG declares 4294967295 x 4294967295 pixels: more than the limit of 16777216"),
                Arguments.of(ImageFiles.image(ImageFiles.pngThatDeclares(0, 5), null), "PNG declares 0 x 5 pixels"),
                Arguments.of(
                        ImageFiles.image(ImageFiles.jpegThatDeclares(60_000, 60_000), null),
                        "JPEG declares 60000 x 60000 pixels: more than the limit of 16777216"),
                Arguments.of(
                        ImageFiles.image(ImageFiles.pngThatDeclares(3, 3), null),
                        "PNG is corrupt: it cannot be decoded"),
                Arguments.of(
                        ImageFiles.image(Arrays.copyOf(png, png.length - 12), null),
                        "truncated: the file ends after " + (png.length - 12) + " bytes, within what it announces"),
                Arguments.of(
                        ImageFiles.image(Arrays.copyOf(jpeg, jpeg.length - 2), null),
                        "truncated: the file ends after " + (jpeg.length - 2) + " bytes, within what it announces"),
                Arguments.of(
                        ImageFiles.image(ImageFiles.pngWithoutLastRow(), null), "PNG is corrupt: it cannot be decoded"),
                Arguments.of(
                        ImageFiles.raw(new byte[11], 2, 2),
                        "image/x-rgb8 of 2 x 2 pixels must have 12 bytes, but the content has 11"),
                Arguments.of(
                        ImageFiles.raw(new byte[13], 2, 2),
                        "image/x-rgb8 of 2 x 2 pixels must have 12 bytes, but the content has 13"),
                Arguments.of(
                        ImageFiles.raw(new byte[12], null, 2),
                        "image/x-rgb8 needs width and height above 0, but they are null and 2"),
                Arguments.of(
                        ImageFiles.raw(new byte[12], -2, -2),
                        "image/x-rgb8 needs width and height above 0, but they are -2 and -2"),
                Arguments.of(
                        ImageFiles.raw(new byte[12], 65_536, 65_536),
                        "RGB8 declares 65536 x 65536 pixels: more than the limit of 16777216"));
    }

    @ParameterizedTest
    @MethodSource("bad")
    void shouldNameWhatIsWrong(Image image, String reason) {
        assertThatThrownBy(() -> decoder.decode(image))
                .isInstanceOf(BadImageException.class)
                .hasMessage(reason);
    }

    static Stream<String> files() throws IOException {
        return Fixtures.names("images", ".rgb").stream();
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldRefuseAFileThatIsCutAnywhere(String name) throws Exception {
        // Given
        byte[] file = Fixtures.bytes("images/" + name);

        for (int length = 0; length < file.length; length++) {
            Image cut = ImageFiles.image(Arrays.copyOf(file, length), null);

            // Then
            assertThatThrownBy(() -> decoder.decode(cut)).as("%d bytes", length).isInstanceOf(BadImageException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldThrowNothingElseWhateverTheDamage(String name) throws Exception {
        // Given
        byte[] file = Fixtures.bytes("images/" + name);
        Random random = new Random(name.hashCode());

        for (int round = 0; round < 300; round++) {
            byte[] damaged = file.clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }

            // When
            Throwable thrown = catchThrowable(() -> decoder.decode(ImageFiles.image(damaged, null)));

            // Then
            assertThat(thrown)
                    .satisfiesAnyOf(
                            none -> assertThat(none).isNull(),
                            bad -> assertThat(bad).isInstanceOf(BadImageException.class));
        }
    }
}
