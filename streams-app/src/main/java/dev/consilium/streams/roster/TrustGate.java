package dev.consilium.streams.roster;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.specialist.trust.UntrustedException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * What a version has to show before libtorch touches its file, since loading it may run code of it: who made it, and what is
 * in it.
 *
 * @param limits for the file and for what it unpacks to
 * @param operators that its code may use beside the known ones
 */
record TrustGate(TrustPolicy policy, ArchiveLimits limits, AllowedOperators operators) {

    /**
     * Says who signed; as cheap as it is, it comes before anything is fetched for the version.
     *
     * @throws IOException if the trusted keys cannot be read, which says nothing about the version
     */
    String signer(SpecialistVersion manifest) throws RefusedException, IOException {
        try {
            return policy.judge(manifest);
        } catch (UntrustedException e) {
            throw new RefusedException(e);
        }
    }

    /** Whether it would be let through today; false too when the trusted keys cannot be read. */
    boolean trusts(SpecialistVersion manifest) {
        try {
            signer(manifest);
            return true;
        } catch (RefusedException | IOException e) {
            return false;
        }
    }

    /** Both; the file is the one that the manifest promises. */
    Clearance pass(SpecialistVersion manifest, Path file) throws RefusedException, IOException {
        String signer = signer(manifest);
        try {
            return new Clearance(signer, ArchiveScan.scan(file, limits, operators));
        } catch (UnsafeArchiveException e) {
            throw new RefusedException(e);
        }
    }

    /** What was found. */
    record Clearance(String signer, ArchiveScan.Report scan) {

        /** For the trail. */
        String reason() {
            return signer
                    + scan.template()
                            .map(name -> "; code of the template " + name)
                            .orElse("");
        }

        Map<String, Double> statistics() {
            return Map.of("entries", (double) scan.entries(), "unpackedBytes", (double) scan.unpackedBytes());
        }
    }
}
