package dev.consilium.schemas.registry;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;
import org.apache.avro.specific.SpecificRecord;

/** With which registered schema a record is written, by subject: asked once, then remembered. Safe for many threads. */
final class WriterSchemas<T extends SpecificRecord> {

    private final Map<String, WriterSchema> known = new ConcurrentHashMap<>();
    private final RecordType<T> record;
    private final RegistryClient registry;
    private final SubjectNameStrategy strategy;
    private final boolean key;
    private final boolean useLatest;
    private final boolean autoRegister;
    private final int most;
    private final String text;

    WriterSchemas(RecordType<T> record, RegistryClient registry, AvroSerdeConfig config, boolean key) {
        this.record = record;
        this.registry = registry;
        this.strategy = config.subjectNameStrategy(key);
        this.key = key;
        this.useLatest = config.getBoolean(AvroSerdeConfig.USE_LATEST);
        this.autoRegister = config.getBoolean(AvroSerdeConfig.AUTO_REGISTER);
        this.most = config.getInt(AvroSerdeConfig.MAX_SCHEMAS);
        this.text = config.getBoolean(AvroSerdeConfig.REMOVE_JAVA_PROPERTIES)
                ? SchemaText.withoutJavaProperties(record.schema())
                : record.schema().toString();
    }

    /** @throws org.apache.kafka.common.errors.SerializationException naming topic, subject, address and what to do */
    WriterSchema forTopic(String topic) {
        String subject = strategy.subject(topic, key, record.schema());
        WriterSchema schema = known.get(subject);
        if (schema == null) {
            schema = ask(topic, subject);
            if (known.size() >= most) {
                known.clear();
            }
            known.put(subject, schema);
        }
        return schema;
    }

    private WriterSchema ask(String topic, String subject) {
        String context = "topic " + topic + ", subject " + subject;
        try {
            if (useLatest) {
                return latest(subject);
            }
            int id = autoRegister ? registry.register(subject, text) : registry.find(subject, text);
            return new WriterSchema.Own(id);
        } catch (RegistryException.Outage e) {
            throw e.toSerializationException(context);
        } catch (RegistryException.Refusal e) {
            throw e.toSerializationException(context + ": " + advice());
        }
    }

    private String advice() {
        String type = record.type().getName();
        if (useLatest) {
            return "there is no latest schema that a " + type
                    + " can be written with: register one, or set use.latest.version=false";
        }
        return autoRegister
                ? "the schema of " + type + " does not fit what is registered: is it another program's topic?"
                : "register the schema of " + type + " first, or set auto.register.schemas=true";
    }

    private WriterSchema latest(String subject) throws RegistryException.Outage, RegistryException.Refusal {
        RegistryClient.Registered latest = registry.latest(subject);
        Schema own = record.schema();
        if (SchemaText.withoutJavaProperties(latest.schema()).equals(SchemaText.withoutJavaProperties(own))) {
            return new WriterSchema.Own(latest.id());
        }
        SchemaPairCompatibility fits = SchemaCompatibility.checkReaderWriterCompatibility(latest.schema(), own);
        if (fits.getType() != SchemaCompatibilityType.COMPATIBLE) {
            throw new RegistryException.Refusal("the latest schema (id " + latest.id() + ") cannot hold a "
                    + record.type().getName() + ": "
                    + fits.getResult().getIncompatibilities());
        }
        return new WriterSchema.Other(latest.id(), latest.schema());
    }
}
