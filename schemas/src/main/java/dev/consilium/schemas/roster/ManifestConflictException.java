package dev.consilium.schemas.roster;

import java.util.List;

/** The name {@code specialist@version} belongs to a different manifest, published or pruned; nothing was written. */
public final class ManifestConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private ManifestConflictException(String fault) {
        super(fault + ". A version never changes: publish this one under another version, for example --version auto.");
    }

    static ManifestConflictException published(VersionKey version, List<String> differences) {
        return new ManifestConflictException(version + " is published already, and differs in " + differences);
    }

    static ManifestConflictException pruned(VersionKey version, List<String> differences) {
        return new ManifestConflictException(version
                + " was pruned, and its name stays with what it was: this one differs from it in " + differences);
    }
}
