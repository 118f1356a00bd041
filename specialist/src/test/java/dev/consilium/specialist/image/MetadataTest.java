package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.specialist.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Native code is given of a file what makes its pixels, and nothing else. */
class MetadataTest {

    private static final int LARGEST_TEXT = 7_900_000;
    private static final long MEGABYTE = 1 << 20;

    static Stream<Arguments> metadata() throws IOException {
        byte[] jpeg = Fixtures.bytes("images/baseline-420.jpg");
        byte[] png = Fixtures.bytes("images/rgb.png");
        int header = 8 + 25;
        byte[] text = ImageFiles.pngChunk("tEXt", "a\0b".getBytes(StandardCharsets.US_ASCII));
        return Stream.of(
                Arguments.of("EXIF", jpeg, inserted(jpeg, 2, segment(0xE1, 50))),
                Arguments.of("a profile, a comment", jpeg, inserted(jpeg, 2, segment(0xE2, 9), segment(0xFE, 0))),
                Arguments.of("text", png, inserted(png, header, text)),
                Arguments.of("text at the end", png, inserted(png, png.length - 12, text)),
                Arguments.of(
                        "a frame", png, inserted(png, png.length - 12, ImageFiles.pngChunk("fdAT", new byte[20]))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("metadata")
    void shouldLeaveOutWhatSaysNothingAboutThePixels(String what, byte[] file, byte[] withMetadata) throws Exception {
        ImageFormat format = ImageFormat.sniff(Bytes.of(file)).orElseThrow();

        assertThat(Metadata.leftOut(format, Bytes.of(withMetadata)).toArray()).isEqualTo(file);
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldNotCopyAFileThatHasNone(String name) throws Exception {
        Bytes file = Bytes.of(Fixtures.bytes("images/" + name));

        assertThat(Metadata.leftOut(ImageFormat.sniff(file).orElseThrow(), file))
                .isSameAs(file);
    }

    /** Among them what must stay: transparency, an Adobe mark, tables. */
    static Stream<String> files() {
        return Stream.of(
                "palette-200.png", "grey-alpha.png", "cmyk.jpg", "baseline-420.jpg", "restarts.jpg", "rgb.bmp");
    }

    /** libpng would keep all of them: 800 MB, of a file of one. */
    @Test
    void shouldNotInflateTexts() throws Exception {
        // Given
        byte[] picture = Fixtures.bytes("images/rgb.png");
        byte[] chunk = ImageFiles.pngChunk(
                "zTXt", ImageFiles.join("a\0\0".getBytes(StandardCharsets.US_ASCII), deflated(new byte[LARGEST_TEXT])));
        byte[][] chunks = new byte[100][];
        Arrays.fill(chunks, chunk);
        byte[] bomb = inserted(picture, 8 + 25, chunks);
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        decoder.decode(ImageFiles.image(picture, null));
        // Linux: the peak begins anew.
        Files.writeString(Path.of("/proc/self/clear_refs"), "5");
        long before = status("VmRSS:");

        // When
        decoder.decode(ImageFiles.image(bomb, null));

        // Then
        assertThat(status("VmHWM:")).isLessThan(before + 200 * MEGABYTE);
    }

    private static byte[] inserted(byte[] file, int at, byte[]... parts) {
        return ImageFiles.join(
                Arrays.copyOf(file, at), ImageFiles.join(parts), Arrays.copyOfRange(file, at, file.length));
    }

    private static byte[] segment(int marker, int content) {
        byte[] segment = new byte[4 + content];
        segment[0] = (byte) 0xFF;
        segment[1] = (byte) marker;
        segment[3] = (byte) (2 + content);
        return segment;
    }

    private static byte[] deflated(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        byte[] packed = new byte[bytes.length];
        int length = deflater.deflate(packed);
        deflater.end();
        return Arrays.copyOf(packed, length);
    }

    /** Linux tells it in kilobytes. */
    private static long status(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D+", "")) * 1024)
                .findFirst()
                .orElseThrow();
    }
}
