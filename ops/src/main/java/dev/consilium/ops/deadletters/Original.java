package dev.consilium.ops.deadletters;

import java.util.List;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The record of the topic of images that a dead letter is about. */
sealed interface Original {

    /** It is there, byte for byte. */
    @SuppressWarnings("ArrayRecordComponent") // Kafka's currency; never compared
    record Found(byte @Nullable [] key, byte[] value, List<Header> headers) implements Original {}

    /**
     * It is not.
     *
     * @param why "its image ..."
     */
    record Lost(String why) implements Original {}
}
