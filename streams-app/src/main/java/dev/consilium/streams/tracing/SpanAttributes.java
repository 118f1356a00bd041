package dev.consilium.streams.tracing;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/** Names of what spans say: OpenTelemetry's own for messaging, and the product's. */
public final class SpanAttributes {

    /** The version of the semantic conventions that the first names are taken from. */
    public static final String SCHEMA_URL = "https://opentelemetry.io/schemas/1.44.0";

    public static final AttributeKey<String> SYSTEM = stringKey("messaging.system");
    public static final AttributeKey<String> OPERATION_TYPE = stringKey("messaging.operation.type");
    public static final AttributeKey<String> OPERATION_NAME = stringKey("messaging.operation.name");
    public static final AttributeKey<String> TOPIC = stringKey("messaging.destination.name");
    public static final AttributeKey<String> PARTITION = stringKey("messaging.destination.partition.id");
    public static final AttributeKey<String> GROUP = stringKey("messaging.consumer.group.name");
    public static final AttributeKey<Long> OFFSET = longKey("messaging.kafka.offset");
    public static final AttributeKey<String> KEY = stringKey("messaging.kafka.message.key");
    public static final AttributeKey<String> ERROR = stringKey("error.type");

    public static final AttributeKey<String> IMAGE = stringKey("consilium.image.id");
    public static final AttributeKey<String> OUTCOME = stringKey("consilium.outcome");
    public static final AttributeKey<String> SPECIALIST = stringKey("consilium.specialist");
    public static final AttributeKey<String> VERSION = stringKey("consilium.version");
    public static final AttributeKey<String> CLASS = stringKey("consilium.class");
    public static final AttributeKey<Double> CONFIDENCE = doubleKey("consilium.confidence");
    public static final AttributeKey<List<String>> MISSING = stringArrayKey("consilium.missing");
    public static final AttributeKey<Long> BATCH_SIZE = longKey("consilium.batch.size");
    public static final AttributeKey<Boolean> TRIAL = booleanKey("consilium.trial");

    private SpanAttributes() {}
}
