package dev.consilium.specialist.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.consilium.specialist.corpus.Corpus;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of an image file before native code sees it. */
class ImageFileFuzzTest {

    private static final int LONGEST_SEED = 4_000;

    static Stream<byte[]> files() {
        return Corpus.kinds().stream()
                .flatMap(kind -> kind.samples().values().stream())
                .map(image -> bytes(image.getContent()))
                .filter(file -> file.length < LONGEST_SEED);
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "10m")
    void shouldReadAFileOrSayWhatIsWrongWithIt(byte[] file) {
        Bytes bytes = Bytes.of(file);
        ImageFormat.sniff(bytes).ifPresent(format -> {
            try {
                ImageHeader header = ImageHeader.read(format, bytes);
                header.requireWithin(ImageLimits.defaults());
                WholeFile.require(header, bytes);
                Bytes rest = Metadata.leftOut(format, bytes);

                // Then: what is left is a whole file of the same size, with nothing more to leave out
                WholeFile.require(header, rest);
                assertThat(ImageHeader.read(format, rest)).isEqualTo(header);
                assertThat(Metadata.leftOut(format, rest).toArray()).isEqualTo(rest.toArray());
            } catch (BadImageException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        });
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
