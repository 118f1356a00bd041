package dev.consilium.specialist;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SoftmaxTest {

    /** {@code make_softmax.py} had them from PyTorch. */
    static Stream<String[]> pytorch() throws IOException {
        return Fixtures.table("rule/softmax.csv");
    }

    @ParameterizedTest
    @MethodSource("pytorch")
    void shouldComputeWhatPyTorchComputes(String logits, String probabilities) {
        // Given
        float[] expected = Fixtures.floats(probabilities);
        float[] input = Fixtures.floats(logits);

        // When
        float[] found = Softmax.of(input, 0, input.length);

        // Then: PyTorch's vectorised exp and sum may differ in the last bits.
        for (int k = 0; k < expected.length; k++) {
            float bits = 8 * Math.ulp(expected[k]);
            assertThat(found[k]).isBetween(expected[k] - bits, expected[k] + bits);
        }
        assertThat(Softmax.largest(found)).isEqualTo(Softmax.largest(expected));
    }
}
