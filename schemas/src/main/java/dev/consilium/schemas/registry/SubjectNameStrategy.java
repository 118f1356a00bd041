package dev.consilium.schemas.registry;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;

/** Under which subject a schema is registered. Configured by the class names of Confluent's strategies, with or without their package. */
enum SubjectNameStrategy {
    TOPIC("TopicNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + (key ? "-key" : "-value");
        }
    },
    RECORD("RecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return schema.getFullName();
        }
    },
    TOPIC_RECORD("TopicRecordNameStrategy") {
        @Override
        String subject(String topic, boolean key, Schema schema) {
            return topic + "-" + schema.getFullName();
        }
    };

    private final String simpleName;

    SubjectNameStrategy(String simpleName) {
        this.simpleName = simpleName;
    }

    abstract String subject(String topic, boolean key, Schema schema);

    String simpleName() {
        return simpleName;
    }

    /** @throws ConfigException when {@code value} is none of the three */
    static SubjectNameStrategy parse(String name, Object value) {
        String text = value instanceof Class<?> type ? type.getName() : value.toString();
        String wanted = text.substring(text.lastIndexOf('.') + 1);
        return Arrays.stream(values())
                .filter(strategy -> strategy.simpleName.equals(wanted))
                .findFirst()
                .orElseThrow(() -> new ConfigException(
                        name,
                        value,
                        "use one of "
                                + Arrays.stream(values())
                                        .map(SubjectNameStrategy::simpleName)
                                        .collect(Collectors.joining(", "))
                                + ", or plug another serde with avro.serde.class"));
    }
}
