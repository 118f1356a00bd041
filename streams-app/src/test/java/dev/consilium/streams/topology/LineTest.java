package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.consilium.schemas.registry.RegistryUnavailableException;
import dev.consilium.streams.metrics.Meters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class LineTest {

    private final Meters meters = new Meters(new SimpleMeterRegistry());
    private final Line line = new Line(Duration.ofMinutes(5), meters);
    private final AtomicBoolean away = new AtomicBoolean(true);

    @Test
    void shouldStandUntilTheOutageIsOver() {
        // Given
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> line.through("asking", this::registry));
        await().until(() -> line.stopped().isPresent());
        assertThat(line.stopped()).hasValue("asking: nobody answers");

        // When
        away.set(false);

        // Then
        assertThat(answer.join()).isEqualTo("answer");
        assertThat(line.stopped()).isEmpty();
    }

    @Test
    void shouldGiveUpAtTheLimit() {
        // Given
        Line impatient = new Line(Duration.ofMillis(100), meters);

        // When / Then
        assertThatExceptionOfType(OutageException.class)
                .isThrownBy(() -> impatient.through("asking", this::registry))
                .withMessageContaining("nobody answers");
        assertThat(impatient.stopped()).isEmpty();
    }

    @Test
    void shouldGiveUpAtOnceWhenTheProcessStops() {
        // Given
        CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> line.through("asking", this::registry));
        await().until(() -> line.stopped().isPresent());

        // When
        line.abandon();

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(answer::join)
                .withCauseInstanceOf(OutageException.class);
    }

    @Test
    void shouldNotStandForBadInput() {
        assertThatExceptionOfType(SerializationException.class)
                .isThrownBy(() -> line.through("reading", () -> {
                    throw new SerializationException("not Avro");
                }));
        assertThat(line.stopped()).isEmpty();
    }

    private String registry() {
        if (away.get()) {
            throw new RegistryUnavailableException("nobody answers", new IllegalStateException());
        }
        return "answer";
    }
}
