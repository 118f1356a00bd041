package dev.consilium.specialist.archive;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The entries that {@code torch.jit.save} writes; an archive with any other is refused. */
final class EntryPaths {

    private static final Pattern KNOWN = Pattern.compile("code/__torch__(/[A-Za-z0-9_]+)*\\.py(\\.debug_pkl)?"
            + "|(data|constants|traced_inputs)(\\.pkl|/[0-9]+)"
            + "|version|byteorder|\\.data/(version|serialization_id)|\\.format_version|\\.storage_alignment"
            + "|extra/[A-Za-z0-9_./-]+");

    /** Classes of C++: they bring their own way to read themselves. */
    private static final String NATIVE_CLASSES = "/torch/classes";

    private EntryPaths() {}

    static void require(Collection<ArchiveEntry> entries) throws UnsafeArchiveException {
        Set<String> paths = new HashSet<>();
        for (ArchiveEntry entry : entries) {
            if (!KNOWN.matcher(entry.path()).matches() || entry.path().contains(NATIVE_CLASSES)) {
                throw new UnsafeArchiveException("the archive has an entry '" + entry.path()
                        + "' that torch.jit.save does not write: save the module again with torch.jit.save");
            }
            if (!paths.add(entry.foldedPath())) {
                throw new UnsafeArchiveException("the archive has two entries '" + entry.path()
                        + "': which one would be loaded is unclear; save the module again with torch.jit.save");
            }
        }
        if (!paths.contains("data.pkl")) {
            throw new UnsafeArchiveException(
                    "the archive is truncated or not a TorchScript module: it has no data.pkl; save the module with torch.jit.save");
        }
    }
}
