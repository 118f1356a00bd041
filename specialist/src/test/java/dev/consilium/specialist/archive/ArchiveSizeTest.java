package dev.consilium.specialist.archive;

import static dev.consilium.specialist.archive.Scans.scan;
import static dev.consilium.specialist.fixture.EditedArchive.CODE;
import static dev.consilium.specialist.fixture.TinyModule.LOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.archive.ArchiveScan.Report;
import dev.consilium.specialist.fixture.EditedArchive;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sizes, and lists of entries that two readers could understand in two ways. */
class ArchiveSizeTest {

    private static final int CENTRAL = 0x02014b50;

    @TempDir
    Path folder;

    @Test
    void shouldSayHowLargeItIs() throws Exception {
        Report report =
                scan(EditedArchive.of(LOW).put("extra/zeros", new byte[1000]).deflated());

        assertThat(report.entries()).isEqualTo(13);
        assertThat(report.unpackedBytes()).isBetween(4_000L, 20_000L);
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() throws Exception {
        Path file = EditedArchive.of(LOW).write(folder.resolve("a.pt"));

        assertThatThrownBy(() -> ArchiveScan.scan(file, ArchiveLimits.ofPacked(1000)))
                .hasMessageContaining("the limit is 1000 (artifact.max.size)");
    }

    @Test
    void shouldRefuseAFileThatBecomesTooLarge() throws Exception {
        // Given: some kilobytes that become 20 MB
        Path bomb = EditedArchive.of(LOW)
                .put("extra/zeros", new byte[20_000_000])
                .deflated()
                .write(folder.resolve("bomb.pt"));
        assertThat(Files.size(bomb)).isLessThan(50_000);

        // When / Then
        assertThatThrownBy(() -> ArchiveScan.scan(bomb, Scans.LIMITS))
                .hasMessageContaining("unpacks to more than 2097152 bytes")
                .hasMessageContaining("artifact.max.unpacked.size");
    }

    @Test
    void shouldRefuseAFileThatBecomesLargerThanItSays() throws Exception {
        // Given
        byte[] bomb = Files.readAllBytes(EditedArchive.of(LOW)
                .put("extra/zeros", new byte[20_000_000])
                .deflated()
                .write(folder.resolve("bomb.pt")));
        patch(bomb, "extra/zeros", 24, 1000);
        Path liar = Files.write(folder.resolve("liar.pt"), bomb);

        // When / Then
        assertThatThrownBy(() -> ArchiveScan.scan(liar, Scans.LIMITS))
                .hasMessageContaining("extra/zeros declares 1000 bytes and inflates to more");
    }

    @Test
    void shouldRefuseTooManyEntries() throws Exception {
        Path file = EditedArchive.of(LOW).write(folder.resolve("a.pt"));

        assertThatThrownBy(() -> ArchiveScan.scan(file, new ArchiveLimits(1 << 20, 1 << 20, 5)))
                .hasMessageContaining("entries, the limit is 5");
    }

    @Test
    void shouldRefuseTwoEntriesThatLibtorchDoesNotTellApart() throws Exception {
        EditedArchive archive = EditedArchive.of(LOW)
                .put("code/__torch__/Torch.py", new byte[0])
                .put("code/__torch__/torch.py", new byte[0]);

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("two entries");
    }

    @Test
    void shouldRefuseEntriesThatTorchJitSaveDoesNotWrite() throws Exception {
        for (String path : new String[] {
            "model.json",
            "code/other.py",
            "code/__torch__/a.b.py",
            "bytecode.pkl",
            "data/x",
            "code/__torch__/torch/classes/a.py"
        }) {
            EditedArchive archive = EditedArchive.of(LOW).put(path, new byte[0]);
            assertThatThrownBy(() -> scan(archive))
                    .hasMessageContaining("'" + path + "' that torch.jit.save does not write");
        }
    }

    @Test
    void shouldRefuseAFileWithoutAModule() throws Exception {
        EditedArchive archive = EditedArchive.of(LOW).remove("data.pkl");

        assertThatThrownBy(() -> scan(archive)).hasMessageContaining("no data.pkl");
    }

    @Test
    void shouldRefuseWhatLiesBeforeOrBehindTheArchive() throws Exception {
        // Given
        byte[] whole = Files.readAllBytes(EditedArchive.of(LOW).write(folder.resolve("a.pt")));
        Path longer = Files.write(folder.resolve("longer.pt"), concat(whole, new byte[] {1}));
        Path later = Files.write(folder.resolve("later.pt"), concat(new byte[] {1}, whole));
        Path twice = Files.write(folder.resolve("twice.pt"), concat(whole, whole));

        // When / Then
        for (Path file : new Path[] {longer, later, twice}) {
            assertThatThrownBy(() -> ArchiveScan.scan(file, Scans.LIMITS))
                    .isInstanceOf(UnsafeArchiveException.class)
                    .hasMessageContaining("truncated or not a TorchScript module");
        }
    }

    @Test
    void shouldRefuseHeadersThatDisagree() throws Exception {
        // Given: the directory calls code what its own header calls something else
        byte[] bytes = Files.readAllBytes(EditedArchive.of(LOW).write(folder.resolve("a.pt")));
        int name = indexOf(bytes, CODE, 0);
        bytes[name] = 'k';
        Path file = Files.write(folder.resolve("b.pt"), bytes);

        // When / Then
        assertThatThrownBy(() -> ArchiveScan.scan(file, Scans.LIMITS)).hasMessageContaining("described in two ways");
    }

    @Test
    void shouldRefuseEntriesThatLieOnEachOther() throws Exception {
        // Given: a stored entry that is said to go on over the next ones
        byte[] bytes = Files.readAllBytes(EditedArchive.of(LOW).write(folder.resolve("a.pt")));
        patch(bytes, CODE, 20, 3000);
        patch(bytes, CODE, 24, 3000);
        Path file = Files.write(folder.resolve("b.pt"), bytes);

        // When / Then
        assertThatThrownBy(() -> ArchiveScan.scan(file, Scans.LIMITS)).hasMessageContaining("lies on");
    }

    @Test
    void shouldRefuseWhatIsNoArchive() throws Exception {
        for (int length : new int[] {0, 10, 22, 5000}) {
            Path file = Files.write(folder.resolve("none.pt"), new byte[length]);
            assertThatThrownBy(() -> ArchiveScan.scan(file, Scans.LIMITS)).isInstanceOf(UnsafeArchiveException.class);
        }
    }

    /** Changes a field of an entry's record in the directory. */
    private static void patch(byte[] bytes, String path, int field, int value) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        do {
            at = indexOf(bytes, path, at + 1);
        } while (buffer.getInt(recordOf(bytes, at)) != CENTRAL);
        buffer.putInt(recordOf(bytes, at) + field, value);
    }

    /** The name begins 46 bytes into the record, behind the top folder. */
    private static int recordOf(byte[] bytes, int path) {
        int name = path - 1;
        while (bytes[name - 1] >= ' ') {
            name--;
        }
        return name - 46;
    }

    private static int indexOf(byte[] bytes, String text, int from) {
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text, from);
        assertThat(at).isNotNegative();
        return at;
    }

    private static byte[] concat(byte[] one, byte[] two) {
        byte[] both = java.util.Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
