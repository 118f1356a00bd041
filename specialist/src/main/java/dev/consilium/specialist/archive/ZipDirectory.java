package dev.consilium.specialist.archive;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads an archive's list of entries, strictly: where two readers of zip files could disagree about what is in one, it is
 * refused. Else a harmless file could be shown to the scan, and another one to libtorch. So there is nothing before the
 * first entry and nothing after the end record, both headers of an entry agree, and no entry lies on another.
 */
final class ZipDirectory {

    private static final int END = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LOCATOR = 0x07064b50;
    private static final int LOCATOR_SIZE = 20;
    private static final int END_64 = 0x06064b50;
    private static final int END_64_SIZE = 56;
    private static final int CENTRAL = 0x02014b50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_SIZE = 30;
    private static final long MAX_32 = 0xFFFF_FFFFL;
    private static final long MAX_16 = 0xFFFFL;
    private static final int ZIP64_EXTRA = 1;
    private static final int LARGEST_DIRECTORY = 64 << 20;
    /** Bits of a header that do not change where bytes lie: deflate levels, data descriptor, UTF-8. */
    private static final int HARMLESS_FLAGS = 0x080E;

    private final ArchiveFile file;
    private final ArchiveLimits limits;
    private String root = "";

    private ZipDirectory(ArchiveFile file, ArchiveLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    static List<ArchiveEntry> read(ArchiveFile file, ArchiveLimits limits) throws IOException, UnsafeArchiveException {
        return new ZipDirectory(file, limits).entries();
    }

    private List<ArchiveEntry> entries() throws IOException, UnsafeArchiveException {
        long endAt = file.size() - END_SIZE;
        require(endAt >= 0, "it is too short");
        LittleEndian end = file.read(endAt, END_SIZE);
        require(end.u32(0) == END && end.u16(20) == 0, "it does not end with a zip directory");
        require(end.u32(4) == 0 && end.u16(8) == end.u16(10), "it is spread over several files");
        long count = end.u16(10);
        long length = end.u32(12);
        long offset = end.u32(16);
        long directoryEnd = endAt;
        if (endAt >= LOCATOR_SIZE
                && file.read(endAt - LOCATOR_SIZE, LOCATOR_SIZE).u32(0) == LOCATOR) {
            directoryEnd = file.read(endAt - LOCATOR_SIZE, LOCATOR_SIZE).u64(8);
            require(directoryEnd == endAt - LOCATOR_SIZE - END_64_SIZE, "its end records disagree");
            LittleEndian end64 = file.read(directoryEnd, END_64_SIZE);
            require(end64.u32(0) == END_64 && end64.u64(24) == end64.u64(32), "its end records disagree");
            require(
                    agrees(count, end64.u64(32), MAX_16)
                            && agrees(length, end64.u64(40), MAX_32)
                            && agrees(offset, end64.u64(48), MAX_32),
                    "its end records disagree");
            count = end64.u64(32);
            length = end64.u64(40);
            offset = end64.u64(48);
        }
        require(length >= 0 && offset >= 0 && offset + length == directoryEnd, "its directory does not lie at its end");
        if (count < 0 || count > limits.entries()) {
            throw new UnsafeArchiveException("the archive has " + count + " entries, the limit is " + limits.entries());
        }
        require(length <= LARGEST_DIRECTORY, "its directory is too large");
        return entries(file.read(offset, (int) length), (int) count, offset);
    }

    private List<ArchiveEntry> entries(LittleEndian directory, int count, long dataEnd)
            throws IOException, UnsafeArchiveException {
        List<ArchiveEntry> entries = new ArrayList<>();
        long unpacked = 0;
        int at = 0;
        for (int i = 0; i < count; i++) {
            require(at + CENTRAL_SIZE <= directory.length(), "its directory is cut off");
            int next = at + CENTRAL_SIZE + directory.u16(at + 28) + directory.u16(at + 30) + directory.u16(at + 32);
            require(directory.u32(at) == CENTRAL && next <= directory.length(), "its directory is cut off");
            ArchiveEntry entry = entry(directory, at);
            entries.add(entry);
            unpacked += entry.size();
            if (unpacked > limits.unpackedBytes()) {
                throw new UnsafeArchiveException("the archive unpacks to more than " + limits.unpackedBytes()
                        + " bytes, the limit (artifact.max.unpacked.size)");
            }
            at = next;
        }
        require(at == directory.length(), "its directory has bytes of no entry");
        requireApart(entries, dataEnd);
        return entries;
    }

    private ArchiveEntry entry(LittleEndian directory, int at) throws IOException, UnsafeArchiveException {
        String name = directory.text(at + CENTRAL_SIZE, directory.u16(at + 28));
        require(
                name.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\') && name.indexOf('/') > 0,
                "its entry '" + name + "' has no plain name in a folder");
        String folder = name.substring(0, name.indexOf('/') + 1);
        root = root.isEmpty() ? folder : root;
        require(folder.equals(root), "its entry '" + name + "' is not in the folder " + root);
        int method = directory.u16(at + 10);
        require(
                (directory.u16(at + 8) & ~HARMLESS_FLAGS) == 0 && (method == 0 || method == 8),
                "its entry '" + name + "' is encrypted or packed in an unusual way");
        Zip64Sizes sizes = Zip64Sizes.of(directory, at);
        require(
                sizes.packed() >= 0 && sizes.size() >= 0 && sizes.offset() >= 0,
                "its entry '" + name + "' has impossible sizes");
        require(method == 8 || sizes.packed() == sizes.size(), "its entry '" + name + "' is stored with two sizes");
        return new ArchiveEntry(
                name.substring(folder.length()),
                method == 8,
                sizes.packed(),
                sizes.size(),
                sizes.offset(),
                data(name, method, sizes.offset()));
    }

    /** Where the bytes of an entry begin, by its local header, which has to say the same as the directory. */
    private long data(String name, int method, long offset) throws IOException, UnsafeArchiveException {
        require(offset <= file.size() - LOCAL_SIZE - name.length(), "its entry '" + name + "' lies outside of it");
        LittleEndian local = file.read(offset, LOCAL_SIZE + name.length());
        require(
                local.u32(0) == LOCAL
                        && local.u16(8) == method
                        && local.u16(26) == name.length()
                        && local.text(LOCAL_SIZE, name.length()).equals(name),
                "its entry '" + name + "' is described in two ways");
        return offset + LOCAL_SIZE + name.length() + local.u16(28);
    }

    private static void requireApart(List<ArchiveEntry> entries, long dataEnd) throws UnsafeArchiveException {
        long end = 0;
        for (ArchiveEntry entry : entries.stream()
                .sorted(Comparator.comparingLong(ArchiveEntry::begin))
                .toList()) {
            require(
                    entry.begin() >= end && entry.data() <= entry.end(),
                    "its entry '" + entry.path() + "' lies on another");
            require(end > 0 || entry.begin() == 0, "something lies before its first entry");
            end = entry.end();
        }
        require(end <= dataEnd, "its last entry lies on its directory");
    }

    private static boolean agrees(long small, long large, long unknown) {
        return small == large || small == unknown;
    }

    private static void require(boolean holds, String what) throws UnsafeArchiveException {
        if (!holds) {
            throw new UnsafeArchiveException("the archive is truncated or not a TorchScript module: " + what
                    + "; save the module with torch.jit.save");
        }
    }

    /** Sizes and offset of an entry; those that do not fit into the directory's own fields are in an extra field. */
    private record Zip64Sizes(long size, long packed, long offset) {
        static Zip64Sizes of(LittleEndian directory, int at) throws UnsafeArchiveException {
            long[] values = {directory.u32(at + 24), directory.u32(at + 20), directory.u32(at + 42)};
            int extra = at + CENTRAL_SIZE + directory.u16(at + 28);
            int end = extra + directory.u16(at + 30);
            int found = 0;
            while (extra + 4 <= end) {
                int fieldEnd = extra + 4 + directory.u16(extra + 2);
                require(fieldEnd <= end, "its directory is cut off");
                if (directory.u16(extra) == ZIP64_EXTRA) {
                    require(++found == 1, "an entry has two sizes");
                    int from = extra + 4;
                    for (int i = 0; i < values.length; i++) {
                        if (values[i] == MAX_32) {
                            require(from + 8 <= fieldEnd, "its directory is cut off");
                            values[i] = directory.u64(from);
                            from += 8;
                        }
                    }
                }
                extra = fieldEnd;
            }
            return new Zip64Sizes(values[0], values[1], values[2]);
        }
    }
}
