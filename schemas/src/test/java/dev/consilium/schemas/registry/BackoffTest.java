package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void shouldDoubleUpToItsLimit() {
        // Given
        Backoff backoff = new Backoff(9, Duration.ofMillis(200), Duration.ofMillis(1_000));

        // Then
        assertThat(IntStream.of(0, 1, 2, 3, 1_000).mapToObj(backoff::beforeRetry))
                .extracting(Duration::toMillis)
                .containsExactly(200L, 400L, 800L, 1_000L, 1_000L);
    }
}
