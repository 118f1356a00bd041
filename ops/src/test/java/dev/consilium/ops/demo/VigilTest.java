package dev.consilium.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class VigilTest {
    private final AtomicLong count = new AtomicLong();

    @Test
    void shouldEndWhenWhatIsWaitedForComes() throws Exception {
        // Given
        Vigil vigil = new Vigil(() -> {}, count::incrementAndGet);

        // When
        vigil.await(() -> count.get() > 3, "nothing comes");

        // Then
        assertThat(count).hasValueGreaterThan(3);
    }

    @Test
    void shouldPassOnWhatHasFailed() {
        // Given
        Vigil vigil = new Vigil(
                () -> {
                    throw new IllegalStateException("the app has ended");
                },
                count::get);

        // When, then
        assertThatThrownBy(() -> vigil.await(() -> false, "nothing comes"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the app has ended");
    }
}
