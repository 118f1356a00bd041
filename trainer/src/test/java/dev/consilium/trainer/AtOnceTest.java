package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class AtOnceTest {

    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();

    @Test
    void shouldLetEveryTaskBeginBeforeOneEnds() throws Exception {
        // When: three tasks on one core, each of which goes on until all have begun
        List<String> results = AtOnce.run(List.of(untilBegun("a", 3), untilBegun("b", 3), untilBegun("c", 3)), 1);

        // Then
        assertThat(results).containsExactly("a", "b", "c");
        assertThat(most).hasValue(1);
    }

    @Test
    void shouldInterruptTheOthersWhenOneFails() {
        // Given: two that have no end
        List<AtOnce.Task<String>> tasks =
                List.of(untilBegun("a", Integer.MAX_VALUE), untilBegun("b", Integer.MAX_VALUE), failing());

        // When / Then
        assertThatThrownBy(() -> AtOnce.run(tasks, 2))
                .isInstanceOf(IOException.class)
                .hasMessage("no space");
        assertThat(running).hasValue(0);
    }

    private AtOnce.Task<String> untilBegun(String name, int count) {
        return new AtOnce.Task<>(name, turns -> {
            begun.incrementAndGet();
            while (begun.get() < count && !Thread.currentThread().isInterrupted()) {
                most.accumulateAndGet(running.incrementAndGet(), Math::max);
                running.decrementAndGet();
                turns.next();
            }
            return name;
        });
    }

    private static AtOnce.Task<String> failing() {
        return new AtOnce.Task<>("failing", turns -> {
            throw new IOException("no space");
        });
    }
}
