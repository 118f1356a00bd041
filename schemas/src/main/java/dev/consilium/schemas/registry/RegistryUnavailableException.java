package dev.consilium.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry could not be asked: it is unreachable, answers too late or with an error of its own, refuses our credentials, or what answers
 * at its address is no registry.
 *
 * <p>Says nothing about the record: the same bytes may be readable a moment later. Every other {@link SerializationException} of this
 * package is about the record or its schema, and trying again does not help.
 */
public final class RegistryUnavailableException extends SerializationException {

    public RegistryUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
