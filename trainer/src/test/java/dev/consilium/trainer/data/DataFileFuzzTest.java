package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.params.provider.MethodSource;

/** Data sets that people bring: IDX files, packed or not, and lists. */
class DataFileFuzzTest {

    private static final byte PACKED = 'z';

    static Stream<byte[]> idxFiles() throws IOException {
        byte[] images = ByteBuffer.allocate(4 + 12 + 18)
                .putInt(0x0803)
                .putInt(2)
                .putInt(3)
                .putInt(3)
                .array();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        packed.write(PACKED);
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(images);
        }
        return Stream.of(
                ByteBuffer.allocate(1 + images.length).put(1, images).array(),
                packed.toByteArray(),
                new byte[] {0, 0, 0, 8, 1, 0, 0, 0, 1, 7});
    }

    /** @param bytes the first says whether it is packed */
    @MethodSource("idxFiles")
    @FuzzTest(maxDuration = "10m")
    void shouldReadAnIdxFileOrSayWhatIsWrongWithIt(byte[] bytes) throws IOException {
        if (bytes.length == 0) {
            return;
        }
        Path file = Files.createTempFile("consilium-fuzz-", bytes[0] == PACKED ? ".gz" : "");
        try {
            Files.write(file, Arrays.copyOfRange(bytes, 1, bytes.length));
            for (int dimensions : new int[] {1, 3}) {
                read(file, dimensions);
            }
        } finally {
            Files.delete(file);
        }
    }

    static Stream<byte[]> lists() {
        return Stream.of(
                        "path,label,split\na.png,dog,train\n\"b, c.png\",bird,test\n",
                        "path,label\n1\0.png,x\n",
                        "path,label\n\"",
                        "label\n\n\nx\n")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("lists")
    @FuzzTest(maxDuration = "10m")
    void shouldReadAListOrSayWhatIsWrongWithIt(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("consilium-fuzz-", ".csv");
        try {
            Files.write(file, bytes);
            assertThat(CsvDataSet.open(file).classNames()).isNotEmpty();
        } catch (DataSetException e) {
            assertThat(e).hasMessageContaining(file.toString());
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Path file, int dimensions) throws IOException {
        try {
            IdxFile read = IdxFile.read(file, dimensions);
            int values = 1;
            for (int d = 0; d < dimensions; d++) {
                values *= read.size(d);
            }
            assertThat(read.values()).hasSize(values);
        } catch (DataSetException e) {
            assertThat(e).hasMessageContaining(file.toString());
        }
    }
}
