package dev.consilium.streams.circuit;

import dev.consilium.specialist.Specialist;
import dev.consilium.streams.circuit.Circuit.Open;
import java.time.Duration;

/**
 * A version that is not asked, for the page.
 *
 * @param state {@code open} or {@code half-open}
 * @param reason why it is not asked
 * @param secondsToTrial until it is tried again; 0 when that may be at any moment, or as soon as a forward that hangs has come back
 */
public record CircuitStatus(String specialist, String version, String state, String reason, long secondsToTrial) {

    static CircuitStatus of(CircuitBreaker breaker, long nowNanos) {
        Specialist specialist = breaker.seat().specialist();
        Circuit circuit = breaker.circuit();
        long nanos = circuit instanceof Open open ? Math.max(0, open.tryAtNanos() - nowNanos) : 0;
        return new CircuitStatus(
                specialist.name(),
                specialist.version(),
                circuit.label(),
                breaker.reason().orElse(""),
                Duration.ofNanos(nanos).toSeconds());
    }
}
