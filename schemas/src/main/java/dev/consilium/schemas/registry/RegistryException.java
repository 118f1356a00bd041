package dev.consilium.schemas.registry;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Why the registry gave no schema; the serializer and deserializer add which topic and record it was about. */
abstract sealed class RegistryException extends Exception {

    private RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** As Kafka's serializers report it, with {@code context} (topic, subject or id) in front. */
    abstract SerializationException toSerializationException(String context);

    /** It could not be asked, or gave no answer of a registry. */
    static final class Outage extends RegistryException {

        Outage(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        @Override
        SerializationException toSerializationException(String context) {
            return new RegistryUnavailableException(context + ": " + getMessage(), this);
        }
    }

    /** It was asked, and its answer is no. */
    static final class Refusal extends RegistryException {

        Refusal(String message) {
            super(message, null);
        }

        Refusal(String message, Throwable cause) {
            super(message, cause);
        }

        @Override
        SerializationException toSerializationException(String context) {
            return new SerializationException(context + ": " + getMessage(), this);
        }
    }
}
