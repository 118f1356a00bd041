package dev.consilium.ops.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaceTest {
    private final FakeTicker ticker = new FakeTicker();

    @Test
    void shouldKeepTheRateOverTime() throws Exception {
        // Given
        Pace pace = Pace.perSecond(100, ticker);

        // When
        for (int image = 0; image <= 100; image++) {
            pace.await();
        }

        // Then
        assertThat(ticker.now).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void shouldCatchUpWithAShortDelay() throws Exception {
        // Given
        Pace pace = Pace.perSecond(10, ticker);
        pace.await();

        // When
        ticker.now = Duration.ofMillis(350);
        for (int image = 1; image <= 4; image++) {
            pace.await();
        }

        // Then
        assertThat(ticker.now).isEqualTo(Duration.ofMillis(400));
    }

    @Test
    void shouldNotBurstAfterALongDelay() throws Exception {
        // Given
        Pace pace = Pace.perSecond(10, ticker);
        pace.await();

        // When
        ticker.now = Duration.ofSeconds(60);
        pace.await();
        pace.await();

        // Then
        assertThat(ticker.now).isEqualTo(Duration.ofMillis(60_100));
    }

    @Test
    void shouldNotWaitWithoutARate() throws Exception {
        // Given
        Pace pace = Pace.perSecond(0, ticker);
        ticker.now = Duration.ofSeconds(60);

        // When
        pace.await();
        pace.await();

        // Then
        assertThat(ticker.now).isEqualTo(Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseARateThatIsNone(double rate) {
        assertThatThrownBy(() -> Pace.perSecond(rate, ticker))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the rate is " + rate);
    }

    private static final class FakeTicker implements Pace.Ticker {
        private Duration now = Duration.ZERO;

        @Override
        public long nanoTime() {
            return now.toNanos();
        }

        @Override
        public void sleep(Duration time) {
            now = now.plus(time);
        }
    }
}
