package dev.consilium.specialist.archive;

import dev.consilium.specialist.archive.ArchiveScan.Report;
import dev.consilium.specialist.fixture.EditedArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Scans of edited archives, with room enough for each. */
final class Scans {

    static final ArchiveLimits LIMITS = ArchiveLimits.ofPacked(1 << 20);

    private Scans() {}

    static Report scan(EditedArchive archive) throws IOException, UnsafeArchiveException {
        return scan(archive, AllowedOperators.NONE);
    }

    static Report scan(EditedArchive archive, AllowedOperators operators) throws IOException, UnsafeArchiveException {
        Path file = Files.createTempFile("consilium-edited-", ".pt");
        try {
            return ArchiveScan.scan(archive.write(file), LIMITS, operators);
        } finally {
            Files.delete(file);
        }
    }
}
