package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CapacityTest {

    @Test
    void shouldMeasureWhatIsAnsweredWhileThereIsAlwaysMoreToDo() {
        // Given an app that answers 1,000 images/s, when it has any, and has answered 50 before
        VirtualTicker ticker = new VirtualTicker(0);
        AtomicLong sent = new AtomicLong();
        AtomicLong fewestWaiting = new AtomicLong(Long.MAX_VALUE);
        Capacity capacity = new Capacity(
                ticker,
                stamp -> sent.incrementAndGet(),
                () -> {
                    long answered = ticker.nanoTime() / 1_000_000;
                    if (sent.get() > 0) {
                        fewestWaiting.accumulateAndGet(sent.get() - answered, Math::min);
                    }
                    return 50 + answered;
                },
                100);

        // When
        double measured = capacity.measure(() -> ticker.nanoTime() >= 1_000_000_000, Duration.ofSeconds(4));

        // Then
        assertThat(measured).isCloseTo(1_000, within(1.0));
        assertThat(sent.get()).isBetween(5_000L, 5_200L);
        assertThat(fewestWaiting.get()).isPositive();
    }

    @Test
    void shouldTakeTheSlowestTenthOfTheTime() {
        // Given an app that answers 1,000 images/s, but only 250 for the second half of a second
        VirtualTicker ticker = new VirtualTicker(0);
        Capacity capacity = new Capacity(ticker, stamp -> {}, () -> answered(ticker.nanoTime() / 1_000_000), 100);

        // When
        double measured = capacity.measure(() -> ticker.nanoTime() >= 1_000_000_000, Duration.ofSeconds(3));

        // Then
        assertThat(measured).isCloseTo(250, within(2.0));
    }

    private static long answered(long millis) {
        return millis - Math.min(375, Math.max(0, millis - 3_000) * 3 / 4);
    }
}
