package dev.consilium.schemas.artifact;

/**
 * The bytes on the topic or behind the URI are not the file that the manifest promises: missing, incomplete, corrupt, too large, or
 * not allowed to be fetched. Trying again does not help.
 */
public final class BadArtifactException extends Exception {

    private static final long serialVersionUID = 1L;

    BadArtifactException(String message) {
        super(message);
    }
}
