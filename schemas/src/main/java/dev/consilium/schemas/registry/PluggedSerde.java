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
        StringBuilder message = new StringBuilder("topic ").append(topic);
        boolean outage = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            message.append(": ").append(cause.getMessage());
            outage |= isOutage(cause);
        }
        return outage
                ? new RegistryUnavailableException(message.toString(), e)
                : new SerializationException(message.toString(), e);
    }

    private static boolean isOutage(Throwable cause) {
        if (cause instanceof RetriableException
                || cause instanceof AuthenticationException
                || cause instanceof AuthorizationException) {
            return true;
        }
        // Avro reports a record that ends too early as an EOFException.
        return cause instanceof IOException ? !(cause instanceof EOFException) : isNoAnswerOfARegistry(cause);
    }

    /** Confluent's client keeps the registry's status and code in a class that is not on our class path. */
    private static boolean isNoAnswerOfARegistry(Throwable cause) {
        if (!cause.getClass().getName().equals(REST_CLIENT_EXCEPTION)) {
            return false;
        }
        int status = number(cause, "getStatus");
        // 404xx is a registry's no; any other 404 comes from a server that is none.
        return status >= 500 || (status == 404 && number(cause, "getErrorCode") / 100 != 404);
    }

    private static int number(Throwable cause, String getter) {
        try {
            return (Integer) cause.getClass().getMethod(getter).invoke(cause);
        } catch (ReflectiveOperationException e) {
            return 0;
        }
    }
}
