package dev.consilium.specialist.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.consilium.specialist.fixture.EditedArchive;
import dev.consilium.specialist.fixture.TinyModule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a TorchScript file before libtorch sees it. */
class ArchiveFuzzTest {

    private static final ArchiveLimits LIMITS = new ArchiveLimits(1 << 20, 1 << 20, 100);

    static Stream<byte[]> archives() throws IOException {
        Path file = Files.createTempFile("consilium-fuzz-", ".pt");
        try {
            byte[] stored = Files.readAllBytes(EditedArchive.of(TinyModule.LOW).write(file));
            byte[] deflated = Files.readAllBytes(
                    EditedArchive.of(TinyModule.LOW).deflated().write(file));
            return Stream.of(stored, deflated, new byte[22]);
        } finally {
            Files.delete(file);
        }
    }

    /** The list of a zip file's entries, and all that is in them. */
    @MethodSource("archives")
    @FuzzTest(maxDuration = "10m")
    void shouldScanAFileOrSayWhatIsWrongWithIt(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("consilium-fuzz-", ".pt");
        try {
            Files.write(file, bytes);
            assertThat(ArchiveScan.scan(file, LIMITS).unpackedBytes()).isLessThanOrEqualTo(LIMITS.unpackedBytes());
        } catch (UnsafeArchiveException e) {
            assertThat(e.getMessage()).isNotBlank();
        } finally {
            Files.delete(file);
        }
    }

    static Stream<byte[]> pickles() throws IOException {
        return entries(".pkl");
    }

    @MethodSource("pickles")
    @FuzzTest(maxDuration = "10m")
    void shouldScanAPickleOrSayWhatIsWrongWithIt(byte[] bytes) {
        try {
            PickleScan.require(
                    "data.pkl", bytes, Set.of("__torch__.Tiny"), storage -> storage.length() < 3 ? 4096 : -1);
        } catch (UnsafeArchiveException e) {
            assertThat(e).hasMessageContaining("data.pkl");
        }
    }

    static Stream<byte[]> code() throws IOException {
        return entries(".py");
    }

    @MethodSource("code")
    @FuzzTest(maxDuration = "10m")
    void shouldScanCodeOrSayWhatIsWrongWithIt(byte[] bytes) {
        try {
            CodeScan.require(ModuleSource.of(Map.of(EditedArchive.CODE, bytes)), AllowedOperators.NONE);
        } catch (UnsafeArchiveException e) {
            assertThat(e).hasMessageContaining(EditedArchive.CODE + ", line ");
        }
    }

    private static Stream<byte[]> entries(String suffix) throws IOException {
        Path file = Files.createTempFile("consilium-fuzz-", ".pt");
        try (ZipFile zip =
                new ZipFile(EditedArchive.of(TinyModule.LOW).write(file).toFile())) {
            Stream.Builder<byte[]> contents = Stream.builder();
            for (ZipEntry entry :
                    zip.stream().filter(each -> each.getName().endsWith(suffix)).toList()) {
                try (InputStream in = zip.getInputStream(entry)) {
                    contents.add(in.readAllBytes());
                }
            }
            return contents.build();
        } finally {
            Files.delete(file);
        }
    }
}
