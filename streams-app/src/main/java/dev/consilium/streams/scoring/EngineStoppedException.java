package dev.consilium.streams.scoring;

/**
 * No scorer is there to form an opinion: the engine is closed, or its threads have died. Says nothing about the image,
 * which has to be put before the specialists again.
 */
public final class EngineStoppedException extends RuntimeException {

    /** The reason is the message. */
    public EngineStoppedException(String message) {
        super(message);
    }
}
