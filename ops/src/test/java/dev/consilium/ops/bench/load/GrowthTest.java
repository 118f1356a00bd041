package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void shouldSeeALeakBehindImagesThatComeAndGo() {
        // Given 1 byte a sample that stays, and up to 500 that do not
        List<MemorySample> samples = IntStream.range(0, 20)
                .mapToObj(i -> heap(1_000 + i + (i % 4 == 3 ? 0 : 500)))
                .toList();

        // When
        Growth growth = Growth.of(samples, MemorySample::heapBytes);

        // Then
        assertThat(growth).isEqualTo(new Growth(1_003, 1_011, 1_019));
        assertThat(growth.ratio()).isCloseTo(1.016, within(1e-3));
    }

    @Test
    void shouldBeFlatWhenNothingGrows() {
        assertThat(Growth.of(samples(7, 7, 7), MemorySample::heapBytes).ratio()).isEqualTo(1);
    }

    @Test
    void shouldRefuseTooFewSamples() {
        assertThatThrownBy(() -> Growth.of(samples(1, 2), MemorySample::heapBytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2 samples")
                .hasMessageContaining("--minutes");
    }

    private static List<MemorySample> samples(long... heap) {
        return LongStream.of(heap).mapToObj(GrowthTest::heap).toList();
    }

    private static MemorySample heap(long bytes) {
        return new MemorySample(0, 0, bytes, 0);
    }
}
