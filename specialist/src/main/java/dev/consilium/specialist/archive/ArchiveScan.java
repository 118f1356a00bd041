package dev.consilium.specialist.archive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Looks into a TorchScript file without libtorch, since loading one runs code of it.
 *
 * <p>Stateless; any thread.
 */
public final class ArchiveScan {

    private static final int LARGEST_CODE = 16 << 20;
    private static final int LARGEST_PICKLE = 64 << 20;

    private ArchiveScan() {}

    /**
     * What was found in a file that may be loaded.
     *
     * @param entries how many files are in it
     * @param unpackedBytes their size together
     * @param codeDigest SHA-256 over its code
     * @param template the trainer's template that its code is, if it is one; then its code was not looked at again
     */
    public record Report(int entries, long unpackedBytes, String codeDigest, Optional<String> template) {}

    /**
     * Looks at sizes, at the list of entries, at all code and at all pickles.
     *
     * @throws UnsafeArchiveException at the first thing that must not be loaded
     * @throws IOException if the file cannot be read
     */
    public static Report scan(Path file, ArchiveLimits limits) throws IOException, UnsafeArchiveException {
        return scan(file, limits, AllowedOperators.NONE);
    }

    /**
     * The same where more operators are allowed than those that are known.
     *
     * @throws UnsafeArchiveException at the first thing that must not be loaded
     * @throws IOException if the file cannot be read
     */
    public static Report scan(Path file, ArchiveLimits limits, AllowedOperators operators)
            throws IOException, UnsafeArchiveException {
        try (ArchiveFile archive = new ArchiveFile(file)) {
            if (archive.size() > limits.packedBytes()) {
                throw new UnsafeArchiveException("the file has " + archive.size() + " bytes, the limit is "
                        + limits.packedBytes() + " (artifact.max.size)");
            }
            List<ArchiveEntry> entries = ZipDirectory.read(archive, limits);
            EntryPaths.require(entries);
            for (ArchiveEntry entry : entries) {
                archive.requireDeclaredSize(entry);
            }
            SortedMap<String, byte[]> code = code(archive, entries);
            ModuleSource source = ModuleSource.of(code);
            String digest = KnownCode.digest(code);
            Optional<String> template = KnownCode.template(digest);
            if (template.isEmpty()) {
                CodeScan.require(source, operators);
            }
            scanPickles(archive, entries, source.defined());
            return new Report(
                    entries.size(),
                    entries.stream().mapToLong(ArchiveEntry::size).sum(),
                    digest,
                    template);
        }
    }

    private static SortedMap<String, byte[]> code(ArchiveFile archive, List<ArchiveEntry> entries)
            throws IOException, UnsafeArchiveException {
        SortedMap<String, byte[]> code = new TreeMap<>();
        for (ArchiveEntry entry : entries) {
            if (entry.isCode()) {
                code.put(entry.path(), archive.content(entry, LARGEST_CODE));
            }
        }
        return code;
    }

    private static void scanPickles(ArchiveFile archive, List<ArchiveEntry> entries, Set<String> classes)
            throws IOException, UnsafeArchiveException {
        Map<String, Long> sizes = new HashMap<>();
        entries.forEach(entry -> sizes.put(entry.path(), entry.size()));
        for (ArchiveEntry entry : entries) {
            if (entry.isPickle()) {
                String folder = entry.path().replaceFirst("\\.pkl$", "/");
                PickleScan.require(
                        entry.path(),
                        archive.content(entry, LARGEST_PICKLE),
                        classes,
                        storage -> sizes.getOrDefault(folder + storage, -1L));
            }
        }
    }
}
