package dev.consilium.specialist;

/** A specialist answered with NaN or an infinity. That is an error of this specialist for this image, and never a vote. */
public final class NonFiniteLogitsException extends RuntimeException {

    NonFiniteLogitsException(String specialist, String version, String className, float logit) {
        super("specialist " + specialist + "@" + version + " gave the logit " + logit + " for class " + className);
    }
}
