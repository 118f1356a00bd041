package dev.consilium.schemas.roster;

import java.util.List;

/** A different manifest stands under this {@code specialist@version} already; nothing was written. */
public final class ManifestConflictException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ManifestConflictException(VersionKey version, List<String> differences) {
        super(version + " is published already, and differs in " + differences
                + ". A version never changes: publish this one under another version, for example --version auto.");
    }
}
