package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {

    private static final int RED = 200;
    private static final int GREEN = 100;
    private static final int BLUE = 40;
    private static final InputShape OWN_SIZE = new InputShape(10, 20);

    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());

    @ParameterizedTest
    @CsvSource({"png,0", "bmp,0", "gif,0", "jpg,12"})
    void shouldGiveRedGreenBlueRowByRow(String format, int tolerance) throws Exception {
        Pixels pixels = decoder.decode(image(file(format), null), OWN_SIZE);

        assertThat(pixels.width()).isEqualTo(20);
        assertThat(pixels.height()).isEqualTo(10);
        assertThat(pixels.rgb()).hasSize(600);
        assertThat(pixels.rgb()[0] & 0xFF).isCloseTo(RED, within(tolerance));
        assertThat(pixels.rgb()[1] & 0xFF).isCloseTo(GREEN, within(tolerance));
        assertThat(pixels.rgb()[2] & 0xFF).isCloseTo(BLUE, within(tolerance));
        // The lower half is black.
        assertThat(pixels.rgb()[599] & 0xFF).isCloseTo(0, within(tolerance));
    }

    @Test
    void shouldTakeRawPixelsAsTheyAre() throws Exception {
        byte[] rgb = new byte[600];
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) i;
        }

        Pixels pixels = decoder.decode(
                Image.newBuilder(image(rgb, "image/x-rgb8"))
                        .setWidth(20)
                        .setHeight(10)
                        .build(),
                OWN_SIZE);

        assertThat(pixels.rgb()).isEqualTo(rgb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "jpg"})
    void shouldRefuseAFileThatIsCutAnywhere(String format) throws IOException {
        byte[] whole = file(format);

        for (int length = 1; length < whole.length - (format.equals("gif") ? 2 : 0); length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThat(catchThrowable(() -> decoder.decode(image(cut, null), OWN_SIZE)))
                    .as("%s cut after %d of %d bytes", format, length, whole.length)
                    .isInstanceOf(BadImageException.class);
        }
    }

    @Test
    void shouldRefuseAPngWithADamagedChunk() throws IOException {
        byte[] damaged = file("png");
        damaged[damaged.length / 2] ^= 1;

        assertRefused(damaged, null, "checksum");
    }

    @Test
    void shouldReadTheDeclaredSizeBeforeDecoding() {
        assertRefused(pngDeclaring(20_000, 20_000), null, "20000 x 20000");
    }

    @Test
    void shouldRefuseWhatIsNoImage() {
        assertRefused(new byte[0], null, "empty");
        assertRefused(
                "What a day!".getBytes(java.nio.charset.StandardCharsets.UTF_8), null, "not a JPEG, PNG, BMP or GIF");
        assertRefused(new byte[5 * 1024 * 1024], null, "more than the limit");
    }

    @Test
    void shouldRefuseATypeThatContradictsTheContent() throws IOException {
        assertRefused(file("png"), "image/jpeg", "'image/jpeg', but the content is image/png");
        assertRefused(file("png"), "image/webp", "not supported");
    }

    @Test
    void shouldCountRawPixels() {
        Image short1 = Image.newBuilder(image(new byte[599], "image/x-rgb8"))
                .setWidth(20)
                .setHeight(10)
                .build();

        assertThatThrownBy(() -> decoder.decode(short1, OWN_SIZE))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining("must have 600 bytes, but the content has 599");
        assertRefused(new byte[600], "image/x-rgb8", "needs width and height");
    }

    @Test
    void shouldKeepNativeMemoryFlat() throws Exception {
        Image jpeg = image(file("jpg"), null);
        decoder.decode(jpeg, OWN_SIZE);
        long before = Pointer.totalBytes();

        for (int i = 0; i < 2_000; i++) {
            decoder.decode(jpeg, OWN_SIZE);
        }

        assertThat(Pointer.totalBytes()).isLessThanOrEqualTo(before + 100_000);
    }

    private void assertRefused(byte[] content, @Nullable String contentType, String reason) {
        assertThatThrownBy(() -> decoder.decode(image(content, contentType), OWN_SIZE))
                .isInstanceOf(BadImageException.class)
                .hasMessageContaining(reason);
    }

    private static Image image(byte[] content, @Nullable String contentType) {
        return Image.newBuilder()
                .setId("x")
                .setContent(ByteBuffer.wrap(content))
                .setContentType(contentType)
                .build();
    }

    /** 20 x 10 pixels: the upper half in one colour, the lower half black. */
    private static byte[] file(String format) throws IOException {
        BufferedImage image = new BufferedImage(20, 10, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 5; y++) {
            for (int x = 0; x < 20; x++) {
                image.setRGB(x, y, RED << 16 | GREEN << 8 | BLUE);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static byte[] pngDeclaring(int width, int height) {
        ByteBuffer png = ByteBuffer.allocate(33).order(ByteOrder.BIG_ENDIAN);
        png.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        png.putInt(13).put(new byte[] {'I', 'H', 'D', 'R'}).putInt(width).putInt(height);
        png.put(new byte[] {8, 2, 0, 0, 0});
        CRC32 checksum = new CRC32();
        checksum.update(png.array(), 12, 17);
        return png.putInt((int) checksum.getValue()).array();
    }
}
