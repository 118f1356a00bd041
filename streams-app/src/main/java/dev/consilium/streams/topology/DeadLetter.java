package dev.consilium.streams.topology;

import dev.consilium.schemas.DeadLetterHeaders;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Makes the record that an image without a prediction leaves behind: its own key and value bytes, its headers, and the
 * reason in headers named as Kafka Streams' own dead letter queue names them.
 */
final class DeadLetter {

    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_STACKTRACE = 4_000;

    private DeadLetter() {}

    /**
     * The dead letter of an image; what would make it larger than {@code maxBytes} is left out, and it says so.
     *
     * @param carried the image's headers as they go on
     */
    static Record<byte[], Outcome> of(SourceImage source, Headers carried, Throwable reason, int maxBytes) {
        Record<byte[], Outcome> whole = record(source, reason, "", source.key(), source.value(), carried);
        if (RecordSize.of(whole) <= maxBytes) {
            return whole;
        }
        byte[] value = source.value();
        String leftOut = " [the value of " + (value == null ? 0 : value.length)
                + " bytes is left out: a record may have " + maxBytes + "; read it at " + source + "]";
        Record<byte[], Outcome> withoutValue = record(source, reason, leftOut, source.key(), null, carried);
        if (RecordSize.of(withoutValue) <= maxBytes) {
            return withoutValue;
        }
        return record(source, reason, leftOut, null, null, List.of());
    }

    @SuppressWarnings("NullAway") // Kafka takes null for "no key" and is not annotated
    private static Record<byte[], Outcome> record(
            SourceImage source,
            Throwable reason,
            String note,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Iterable<Header> original) {
        Record<byte[], Outcome> letter =
                new Record<>(key, new Outcome(source.partition().partition(), value), source.timestamp());
        Headers headers = letter.headers();
        original.forEach(headers::add);
        String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
        headers.add(DeadLetterHeaders.EXCEPTION, utf8(reason.getClass().getName()));
        headers.add(DeadLetterHeaders.MESSAGE, utf8(shortened(message, LONGEST_MESSAGE) + note));
        headers.add(DeadLetterHeaders.STACKTRACE, utf8(shortened(stackTrace(reason), LONGEST_STACKTRACE)));
        headers.add(DeadLetterHeaders.TOPIC, utf8(source.partition().topic()));
        headers.add(
                DeadLetterHeaders.PARTITION,
                utf8(String.valueOf(source.partition().partition())));
        headers.add(DeadLetterHeaders.OFFSET, utf8(String.valueOf(source.offset())));
        return letter;
    }

    private static String stackTrace(Throwable reason) {
        StringWriter text = new StringWriter();
        reason.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static String shortened(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest) + "...";
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
