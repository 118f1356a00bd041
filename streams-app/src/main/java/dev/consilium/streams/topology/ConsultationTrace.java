package dev.consilium.streams.topology;

import org.apache.kafka.common.header.Headers;

/**
 * The trace of one consultation, from its verdict to its outcome. One that is not ended, since the outcome could not be sent, leaves
 * nothing: the image is read again. StreamThread only.
 */
sealed interface ConsultationTrace permits ConsultationTracer.Off, SpanTrace {

    /**
     * The headers of an outcome that is about to be sent: the image's, in which its reader finds this trace.
     *
     * @param topic where it is sent
     * @param headers of the image, not changed
     */
    Headers outgoing(String topic, Headers headers);

    /** There is no prediction, for this reason. */
    void buried(Throwable reason);

    /** The outcome was forwarded. To be called once, last. */
    void end(String outcome);
}
