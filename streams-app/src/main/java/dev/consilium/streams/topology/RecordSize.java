package dev.consilium.streams.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** How many bytes a record takes in a request, never too few. */
final class RecordSize {

    /** A batch of one record: 61 bytes of the batch and at most 26 of the record's own numbers. */
    private static final int OVERHEAD = 100;
    /** Two lengths of at most five bytes. */
    private static final int HEADER_OVERHEAD = 10;

    private RecordSize() {}

    static long of(Record<byte[], Outcome> record) {
        byte[] key = record.key();
        byte[] value = record.value().value();
        long bytes = OVERHEAD + (key == null ? 0L : key.length) + (value == null ? 0L : value.length);
        for (Header header : record.headers()) {
            byte[] content = header.value();
            bytes += HEADER_OVERHEAD
                    + header.key().getBytes(StandardCharsets.UTF_8).length
                    + (content == null ? 0L : content.length);
        }
        return bytes;
    }
}
