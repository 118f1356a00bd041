package dev.consilium.schemas.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;

/**
 * What the schema registry holds, for whoever looks: registers nothing, remembers nothing. Safe for many threads.
 *
 * <p>Every method throws {@link RegistryUnavailableException} when the registry cannot be asked.
 */
public final class RegistryInspection {

    /** How the schema of a topic's values stands. */
    public sealed interface Standing {

        String subject();

        /** Registered as it is here. */
        record Registered(String subject, int id) implements Standing {}

        /** Nothing is registered there. */
        record Absent(String subject) implements Standing {}

        /**
         * Another schema is registered last.
         *
         * @param id of that schema
         * @param compatible whether ours may follow it, and reads what was written with it
         */
        record Other(String subject, int id, boolean compatible) implements Standing {}
    }

    private final RegistryClient registry;
    private final AvroSerdeConfig config;

    /**
     * Asks nothing yet.
     *
     * @param properties Confluent's keys, as the serdes take them
     * @throws org.apache.kafka.common.config.ConfigException naming the key that is wrong
     */
    public RegistryInspection(Map<String, ?> properties) {
        config = new AvroSerdeConfig(properties);
        registry = new RegistryClient(new RegistryHttp(config), config.getBoolean(AvroSerdeConfig.NORMALIZE));
    }

    /** Under which subjects schemas are registered. */
    public List<String> subjects() {
        return ask("its subjects", registry::subjects);
    }

    /** How the schema of {@code type} stands for the values of {@code topic}. */
    public Standing standing(String topic, Class<? extends SpecificRecord> type) {
        RecordType<?> record = RecordType.of(type);
        String subject = config.subjectNameStrategy(false).subject(topic, false, record.schema());
        String schema = SchemaText.withoutJavaProperties(record.schema());
        return ask("subject " + subject, () -> {
            Optional<Integer> ours = unlessRefused(() -> registry.find(subject, schema));
            if (ours.isPresent()) {
                return new Standing.Registered(subject, ours.get());
            }
            Optional<RegistryClient.Registered> latest = unlessRefused(() -> registry.latest(subject));
            return latest.isEmpty()
                    ? new Standing.Absent(subject)
                    : new Standing.Other(
                            subject,
                            latest.get().id(),
                            reads(record.schema(), latest.get().schema()) && registry.isCompatible(subject, schema));
        });
    }

    private static boolean reads(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                        .getType()
                == SchemaCompatibilityType.COMPATIBLE;
    }

    private interface Question<T> {
        T ask() throws RegistryException;
    }

    private static <T> Optional<T> unlessRefused(Question<T> question) throws RegistryException {
        try {
            return Optional.of(question.ask());
        } catch (RegistryException.Refusal e) {
            return Optional.empty();
        }
    }

    /** @throws SerializationException as the serdes throw it, with {@code context} in front */
    private static <T> T ask(String context, Question<T> question) {
        try {
            return question.ask();
        } catch (RegistryException e) {
            throw e.toSerializationException(context);
        }
    }
}
