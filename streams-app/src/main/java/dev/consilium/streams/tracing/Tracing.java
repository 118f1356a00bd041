package dev.consilium.streams.tracing;

import io.opentelemetry.api.OpenTelemetry;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Whether consultations are traced ({@code tracing.enabled}). Safe for any thread. */
public sealed interface Tracing extends AutoCloseable {

    /** They are not; no class of OpenTelemetry's SDK is loaded. */
    record Off() implements Tracing {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public void close() {}
    }

    /**
     * They are.
     *
     * @param group the consumer group that reads the images
     * @param telemetry takes the spans; closed with this, if it can be
     */
    record On(String group, OpenTelemetry telemetry) implements Tracing {
        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public void close() {
            if (telemetry instanceof Closeable closeable) {
                try {
                    closeable.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    /** {@link System#nanoTime()}, for spans that are made later; 0 when none are. */
    long nanoTime();

    /** Sends the spans that wait, for seconds at most, and takes no more. */
    @Override
    void close();
}
