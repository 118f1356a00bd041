package dev.consilium.streams.scoring;

/** A forward has come back after it was given up: what it was part of is somebody else's now, and must not be touched. */
final class GivenUpException extends Exception {

    GivenUpException() {
        super("given up while it ran", null, false, false);
    }
}
