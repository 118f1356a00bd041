package dev.consilium.schemas.artifact;

/** The bytes on the topic are not the file that the manifest promises: incomplete, corrupt or too large. Trying again does not help. */
public final class BadArtifactException extends Exception {

    private static final long serialVersionUID = 1L;

    BadArtifactException(String message) {
        super(message);
    }
}
