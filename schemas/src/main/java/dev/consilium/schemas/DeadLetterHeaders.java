package dev.consilium.schemas;

import java.util.List;

/**
 * The headers in which a dead letter tells why it is one, all of them UTF-8 text. Named as Kafka Streams' own dead letter queue names them; they stand behind
 * the image's own headers.
 */
public final class DeadLetterHeaders {

    /** The full class name of what went wrong. */
    public static final String EXCEPTION = "__streams.errors.exception";

    public static final String MESSAGE = "__streams.errors.message";
    public static final String STACKTRACE = "__streams.errors.stacktrace";

    /** Where the image was read: topic, partition, offset. */
    public static final String TOPIC = "__streams.errors.topic";

    public static final String PARTITION = "__streams.errors.partition";
    public static final String OFFSET = "__streams.errors.offset";

    /** Each of them; a dead letter has them once more than its image had. */
    public static final List<String> ALL = List.of(EXCEPTION, MESSAGE, STACKTRACE, TOPIC, PARTITION, OFFSET);

    private DeadLetterHeaders() {}
}
