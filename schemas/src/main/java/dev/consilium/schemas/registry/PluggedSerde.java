package dev.consilium.schemas.registry;

import java.io.EOFException;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's serde, with our contract on top: all failures are a {@link SerializationException}, and an outage is told from a bad
 * record. As safe for many threads as what was plugged.
 */
final class PluggedSerde<T extends SpecificRecord> implements Serde<T> {

    private static final String REST_CLIENT_EXCEPTION =
            "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";

    private final Class<T> type;
    private final Serde<Object> delegate;

    @SuppressWarnings("unchecked") // Its values are checked when they come; what it cannot write it refuses.
    PluggedSerde(Class<T> type, Serde<?> delegate) {
        this.type = type;
        this.delegate = (Serde<Object>) delegate;
    }

    @Override
    public Serializer<T> serializer() {
        Serializer<Object> plugged = delegate.serializer();
        return (topic, value) -> {
            try {
                return plugged.serialize(topic, value);
            } catch (RuntimeException e) {
                throw translated(topic, e);
            }
        };
    }

    @Override
    public Deserializer<T> deserializer() {
        Deserializer<Object> plugged = delegate.deserializer();
        return (topic, bytes) -> {
            try {
                return checked(topic, plugged.deserialize(topic, bytes));
            } catch (RuntimeException e) {
                throw translated(topic, e);
            }
        };
    }

    @Override
    public void close() {
        delegate.close();
    }

    private @Nullable T checked(String topic, @Nullable Object value) {
        if (value != null && !type.isInstance(value)) {
            throw new SerializationException(
                    "topic " + topic + ": the record is a " + value.getClass().getName() + ", not a " + type.getName());
        }
        return type.cast(value);
    }

    private static RuntimeException translated(String topic, RuntimeException e) {
        if (e instanceof RegistryUnavailableException || e instanceof InterruptException) {
            return e;
        }
        String message = "topic " + topic + ": " + e.getMessage();
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            message = cause == e ? message : message + " (" + cause + ")";
            if (isOutage(cause)) {
                return new RegistryUnavailableException(message, e);
            }
        }
        return e instanceof SerializationException ? e : new SerializationException(message, e);
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof RetriableException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException) {
            return true;
        }
        // Avro reports a record that ends too early as an EOFException.
        return cause instanceof IOException ? !(cause instanceof EOFException) : isServerError(cause);
    }

    /** Confluent's client keeps the registry's status in a class that is not on our class path. */
    private static boolean isServerError(Throwable cause) {
        if (!cause.getClass().getName().equals(REST_CLIENT_EXCEPTION)) {
            return false;
        }
        try {
            return (Integer) cause.getClass().getMethod("getStatus").invoke(cause) >= 500;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
