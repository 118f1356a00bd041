package dev.consilium.schemas.registry;

import java.io.EOFException;
import java.io.IOException;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
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
        return new PluggedSerializer<>(delegate.serializer());
    }

    @Override
    public Deserializer<T> deserializer() {
        return new PluggedDeserializer<>(type, delegate.deserializer());
    }

    @Override
    public void close() {
        delegate.close();
    }

    private record PluggedSerializer<T>(Serializer<Object> plugged) implements Serializer<T> {

        @Override
        public byte @Nullable [] serialize(String topic, @Nullable T value) {
            return translating(topic, () -> plugged.serialize(topic, value));
        }

        @Override
        public byte @Nullable [] serialize(String topic, Headers headers, @Nullable T value) {
            return translating(topic, () -> plugged.serialize(topic, headers, value));
        }

        @Override
        public void close() {
            plugged.close();
        }
    }

    private record PluggedDeserializer<T>(Class<T> type, Deserializer<Object> plugged) implements Deserializer<T> {

        @Override
        public @Nullable T deserialize(String topic, byte @Nullable [] bytes) {
            return checked(topic, translating(topic, () -> plugged.deserialize(topic, bytes)));
        }

        @Override
        public @Nullable T deserialize(String topic, Headers headers, byte @Nullable [] bytes) {
            return checked(topic, translating(topic, () -> plugged.deserialize(topic, headers, bytes)));
        }

        @Override
        public void close() {
            plugged.close();
        }

        private @Nullable T checked(String topic, @Nullable Object value) {
            if (value != null && !type.isInstance(value)) {
                throw new SerializationException("topic " + topic + ": the record is a "
                        + value.getClass().getName() + ", not a " + type.getName());
            }
            return type.cast(value);
        }
    }

    private static <R extends @Nullable Object> R translating(String topic, Supplier<R> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw translated(topic, e);
        }
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
        return cause instanceof IOException ? !isAboutTheRecord(cause) : isNoAnswerOfARegistry(cause);
    }

    /** Avro reports a record that ends too early, or has a number that is none, as an IOException. */
    private static boolean isAboutTheRecord(Throwable cause) {
        return cause instanceof EOFException
                || cause.getClass().getPackageName().startsWith("org.apache.avro");
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
