package dev.consilium.streams.topology;

import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.REPLACE_THREAD;
import static org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.Test;

class UncaughtPolicyTest {

    private final StreamsException failure = new StreamsException("wrapped", new IllegalStateException("the reason"));

    private Instant now = Instant.EPOCH;
    private final UncaughtPolicy policy = new UncaughtPolicy(2, Duration.ofMinutes(5), () -> now);

    @Test
    void shouldStopWithTheReasonAfterTooManyReplacements() {
        assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
        assertThat(policy.gaveUp()).isEmpty();
        assertThat(policy.handle(failure)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.gaveUp())
                .hasValueSatisfying(reason -> assertThat(reason).contains("the reason"));
    }

    @Test
    void shouldForgetOldFailures() {
        for (int i = 0; i < 10; i++) {
            assertThat(policy.handle(failure)).isEqualTo(REPLACE_THREAD);
            now = now.plus(Duration.ofMinutes(4));
        }
    }

    @Test
    void shouldStopAtOnceWhenOnlyANewProcessHelps() {
        // When
        StreamsException lost =
                new StreamsException("in process", new SpecialistLostException("living@v3 hangs for 61 s"));

        // Then
        assertThat(policy.handle(lost)).isEqualTo(SHUTDOWN_CLIENT);
        assertThat(policy.gaveUp()).hasValue("living@v3 hangs for 61 s");
    }

    @Test
    void shouldWaitForAnOutageWithoutEnd() {
        // Given
        StreamsException outage = new StreamsException("in process", new OutageException("no registry", failure));

        // When / Then
        for (int i = 0; i < 10; i++) {
            assertThat(policy.handle(outage)).isEqualTo(REPLACE_THREAD);
        }
        assertThat(policy.gaveUp()).isEmpty();
    }
}
