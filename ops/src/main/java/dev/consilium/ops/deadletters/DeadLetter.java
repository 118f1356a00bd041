package dev.consilium.ops.deadletters;

import dev.consilium.schemas.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * A record of the topic of dead letters.
 *
 * @param record as it stands there
 * @param source where its image was read
 * @param sourceOffset at which offset
 * @param exception the full class name of the reason
 * @param message what the reason says
 */
record DeadLetter(
        ConsumerRecord<byte[], byte[]> record,
        TopicPartition source,
        long sourceOffset,
        String exception,
        String message) {

    /** Empty when the record lacks what makes a dead letter: somebody else wrote it. */
    static Optional<DeadLetter> of(ConsumerRecord<byte[], byte[]> record) {
        try {
            return Optional.of(new DeadLetter(
                    record,
                    new TopicPartition(
                            header(record, DeadLetterHeaders.TOPIC),
                            Integer.parseInt(header(record, DeadLetterHeaders.PARTITION))),
                    Long.parseLong(header(record, DeadLetterHeaders.OFFSET)),
                    header(record, DeadLetterHeaders.EXCEPTION),
                    header(record, DeadLetterHeaders.MESSAGE)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The class of the reason without its package, as the metrics name it. */
    String reason() {
        return exception.substring(Math.max(exception.lastIndexOf('.'), exception.lastIndexOf('$')) + 1);
    }

    /** Where it stands: {@code dead-letters-0@17}. */
    String place() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }

    /** Where its image was read, as the app writes it: {@code images-0-9}. */
    String origin() {
        return source + "-" + sourceOffset;
    }

    /** The image's own time. */
    Instant at() {
        return Instant.ofEpochMilli(record.timestamp());
    }

    /** The key as text; empty when there is none. */
    Optional<String> key() {
        return Optional.ofNullable(record.key()).map(DeadLetter::text);
    }

    /** The headers that its image had. One of those may itself be named like ours: ours are the last. */
    List<Header> ownHeaders() {
        List<Header> own = new ArrayList<>(List.of(record.headers().toArray()));
        for (String name : DeadLetterHeaders.ALL) {
            for (int i = own.size() - 1; i >= 0; i--) {
                if (own.get(i).key().equals(name)) {
                    own.remove(i);
                    break;
                }
            }
        }
        return own;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null || header.value() == null) {
            throw new IllegalArgumentException("no header " + name);
        }
        return text(header.value());
    }

    private static String text(byte[] utf8) {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
