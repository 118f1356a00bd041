package dev.consilium.schemas.registry;

import java.lang.reflect.InvocationTargetException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.serialization.Serde;

/** The way to a configured value serde: ours, or the one that {@code avro.serde.class} names. */
public final class AvroSerdes {

    /** Configuration key: the class of another Avro serde, with a public constructor without arguments. */
    public static final String SERDE_CLASS = "avro.serde.class";

    private AvroSerdes() {}

    /**
     * A value serde for {@code type}.
     *
     * <p>Whichever serde it is, what fails is a {@code SerializationException}, and an outage of the registry is a
     * {@link RegistryUnavailableException}.
     *
     * @param config Confluent's keys; others, such as those of a Kafka client, are ignored
     * @throws ConfigException when a key is wrong, or {@code avro.serde.class} names no such class
     */
    public static <T extends SpecificRecord> Serde<T> of(Class<T> type, Map<String, ?> config) {
        Object plugged = config.get(SERDE_CLASS);
        if (plugged == null || plugged.toString().isBlank() || isOurs(plugged)) {
            AvroSerde<T> serde = new AvroSerde<>(type);
            serde.configure(config, false);
            return serde;
        }
        Map<String, Object> withOurDefaults = new HashMap<>(config);
        // Without the first, Confluent's deserializer returns generic records; without the second, its serializer
        // registers a schema of its own.
        withOurDefaults.put(AvroSerdeConfig.SPECIFIC_READER, true);
        withOurDefaults.putIfAbsent(AvroSerdeConfig.REMOVE_JAVA_PROPERTIES, true);
        Serde<?> serde = instance(plugged);
        serde.configure(withOurDefaults, false);
        return new PluggedSerde<>(type, serde);
    }

    private static boolean isOurs(Object plugged) {
        return plugged == AvroSerde.class || plugged.equals(AvroSerde.class.getName());
    }

    private static Serde<?> instance(Object plugged) {
        try {
            Class<?> found = plugged instanceof Class<?> given ? given : load(plugged.toString());
            return found.asSubclass(Serde.class).getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw wrong(plugged, "there is no such class: check the name, and that its jar is on the class path", e);
        } catch (ClassCastException e) {
            throw wrong(plugged, "it does not implement " + Serde.class.getName(), e);
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException e) {
            throw wrong(plugged, "it needs a public constructor without arguments", e);
        } catch (InvocationTargetException | LinkageError e) {
            throw wrong(plugged, "it cannot be created (" + e + ", " + e.getCause() + ")", e);
        }
    }

    private static Class<?> load(String name) throws ClassNotFoundException {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return Class.forName(name.strip(), true, context == null ? AvroSerdes.class.getClassLoader() : context);
    }

    private static ConfigException wrong(Object plugged, String why, Throwable cause) {
        ConfigException wrong = new ConfigException(SERDE_CLASS, plugged, why);
        wrong.initCause(cause);
        return wrong;
    }
}
