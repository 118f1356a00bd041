package dev.consilium.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Duration SHORT = Duration.ofMillis(1);

    private final AtomicLong looks = new AtomicLong();

    @Test
    void shouldLookUntilItHolds() throws Exception {
        // When
        boolean held = Probe.within(Duration.ofMinutes(1), SHORT).holds(() -> looks.incrementAndGet() == 5);

        // Then
        assertThat(held).isTrue();
        assertThat(looks).hasValue(5);
    }

    @Test
    void shouldSayHowThingsAreWhenItGivesUp() {
        assertThatThrownBy(() -> Probe.within(SHORT, SHORT)
                        .await(() -> looks.incrementAndGet() < 0, () -> "not so after " + looks + " looks"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("not so after " + looks + " looks");
    }

    @Test
    void shouldLookOnceEvenWithoutTime() throws Exception {
        // Given
        Probe probe = Probe.within(Duration.ZERO, SHORT);

        // When, then
        assertThat(probe.holds(() -> looks.incrementAndGet() == 1)).isTrue();
        assertThat(probe.holds(() -> looks.incrementAndGet() < 0)).isFalse();
        assertThat(looks).hasValue(2);
    }

    @Test
    void shouldNotGiveUpWhileThereIsProgress() throws Exception {
        // Given a count that grows with every look
        Probe probe = Probe.untilStill(Duration.ZERO, SHORT, looks::get);

        // When, then
        assertThat(probe.holds(() -> looks.incrementAndGet() == 20)).isTrue();
    }

    @Test
    void shouldGiveUpWhenNothingMoves() throws Exception {
        // Given a count that grows for ten looks
        Probe probe = Probe.untilStill(Duration.ZERO, SHORT, () -> Math.min(10, looks.get()));

        // When, then
        assertThat(probe.holds(() -> looks.incrementAndGet() == 20)).isFalse();
        assertThat(looks).hasValue(11);
    }

    @Test
    void shouldPassOnWhatTheLookFinds() {
        assertThatThrownBy(() -> Probe.within(Duration.ofMinutes(1), SHORT).holds(() -> {
                    throw new StackException("it has ended");
                }))
                .isInstanceOf(StackException.class)
                .hasMessage("it has ended");
    }

    @Test
    void shouldStopWhenInterrupted() {
        // Given
        Probe probe = Probe.within(Duration.ofMinutes(1), SHORT);
        Thread.currentThread().interrupt();

        // When, then
        assertThatThrownBy(() -> probe.holds(() -> false)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
