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

        private final boolean brief;

        private Outage(String message, @Nullable Throwable cause, boolean brief) {
            super(message, cause);
            this.brief = brief;
        }

        /** One that a retry may find over. */
        static Outage brief(String message, @Nullable Throwable cause) {
            return new Outage(message, cause, true);
        }

        /** One that lasts until somebody does something about it. */
        static Outage lasting(String message) {
            return new Outage(message, null, false);
        }

        boolean isBrief() {
            return brief;
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
