package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Set;
import org.junit.jupiter.api.Test;

class StrikeTest {

    private static final long MILLI = 1_000_000;

    @Test
    void shouldBeOverWhenALaterImageIsAnsweredOnEachPartition() {
        // Given
        Strike strike = new Strike(40, Set.of(3, 5), 0);
        strike.answered(3, 1 * MILLI, 2 * MILLI); // by what it was about to hit
        strike.silence(10 * MILLI);

        // When
        strike.answered(3, 9 * MILLI, 500 * MILLI); // it may have been on its way already
        strike.answered(4, 11 * MILLI, 501 * MILLI); // of another instance
        strike.answered(5, 11 * MILLI, 700 * MILLI);

        // Then
        assertThat(strike.isOver()).isFalse();
        assertThat(strike.waiting()).containsExactly(3);
        assertThatIllegalStateException().isThrownBy(strike::recoveryMillis);

        // When
        strike.answered(3, 12 * MILLI, 900 * MILLI);
        strike.answered(3, 13 * MILLI, 950 * MILLI);

        // Then
        assertThat(strike.isOver()).isTrue();
        assertThat(strike.recoveryMillis()).isEqualTo(900);
    }

    /** With nothing in flight, a fault cannot lose anything. */
    @Test
    void shouldNotCountWithoutImagesInFlight() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Strike(0, Set.of(1), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Strike(1, Set.of(), 0));
    }
}
