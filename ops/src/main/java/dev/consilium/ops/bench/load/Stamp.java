package dev.consilium.ops.bench.load;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * What an image of the load carries in a header, and its prediction brings back, since headers are passed through.
 *
 * @param intendedNanos when it was meant to be sent; a delay before sending is part of its latency
 * @param window number of the stretch of the measurement that it belongs to
 */
record Stamp(long intendedNanos, int window) {

    private static final String HEADER = "bench-load";

    void writeTo(Headers headers) {
        headers.add(
                HEADER,
                ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                        .putLong(intendedNanos)
                        .putInt(window)
                        .array());
    }

    /** Empty when the record is not of this load. */
    static Optional<Stamp> of(Headers headers) {
        Header found = headers.lastHeader(HEADER);
        if (found == null) {
            return Optional.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(found.value());
        return Optional.of(new Stamp(value.getLong(), value.getInt()));
    }
}
