package dev.consilium.ops.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {

    private final Window window = new Window(900, Duration.ofSeconds(2), Duration.ofSeconds(4));

    @Test
    void shouldStartAfterTheWarmUpOrAThirdOfTheImages() {
        assertThat(window.starts(10, Duration.ofMillis(1_999).toNanos())).isFalse();
        assertThat(window.starts(10, Duration.ofSeconds(2).toNanos())).isTrue();
        assertThat(window.starts(300, 1)).isTrue();
    }

    @Test
    void shouldGiveALongWarmUpItsShareOfTheImages() {
        // Given nine tenths of the images for 40 seconds and 5
        Window cold = new Window(900, Duration.ofSeconds(40), Duration.ofSeconds(5));

        // Then
        assertThat(cold.starts(700, 1)).isFalse();
        assertThat(cold.starts(740, 1)).isTrue();
    }

    @Test
    void shouldEndAfterItsTimeOrBeforePartitionsRunDry() {
        assertThat(window.ends(500, Duration.ofMillis(3_999).toNanos())).isFalse();
        assertThat(window.ends(500, Duration.ofSeconds(4).toNanos())).isTrue();
        assertThat(window.ends(810, 1)).isTrue();
    }

    @Test
    void shouldRefuseTooFewImages() {
        assertThatThrownBy(() -> new Window(9, Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessageContaining("give more --images");
    }
}
