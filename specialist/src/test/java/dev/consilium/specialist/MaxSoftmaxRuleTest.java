package dev.consilium.specialist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.fixture.TinyManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MaxSoftmaxRuleTest {

    /** {@code make_softmax.py} let the blog post's rule decide them, in PyTorch. */
    static Stream<String[]> pytorch() throws IOException {
        return Fixtures.table("rule/decisions.csv");
    }

    @ParameterizedTest
    @MethodSource("pytorch")
    void shouldDecideAsTheBlogPostDoes(String logits, int who, int localClass) {
        // Given
        List<Confidence> opinions = new ArrayList<>();
        for (String ofOne : logits.split("\\|", -1)) {
            float[] values = Fixtures.floats(ofOne);
            Specialist specialist = Specialist.of(TinyManifest.ofClasses(values.length, 0));
            opinions.add(specialist.opinion(values, 0));
        }

        // When
        int winner = MaxSoftmaxRule.winner(opinions);

        // Then
        assertThat(winner).isEqualTo(who);
        assertThat(opinions.get(winner).getClassIndex()).isEqualTo(localClass);
    }

    @ParameterizedTest
    @CsvSource({
        "'0.9', 0",
        "'0.9 0.8', 0",
        "'0.8 0.9', 1",
        "'0.9 0.9', 1",
        "'0.9 0.9 0.9', 2",
        "'0.9 0.8 0.9', 2",
        "'0.9 0.9 0.8', 1",
        "'0.5 0.9 0.7 0.8', 1",
        "'0 0', 1",
    })
    void shouldGiveATieToTheLater(String confidences, int winner) {
        assertThat(MaxSoftmaxRule.winner(opinions(confidences))).isEqualTo(winner);
    }

    @Test
    void shouldTellApartConfidencesThatDifferByOneUlp() {
        // Given
        float surer = Math.nextUp(0.75f);

        // Then
        assertThat(MaxSoftmaxRule.winner(opinions(surer + " 0.75"))).isZero();
    }

    @Test
    void shouldRefuseToDecideFromNothing() {
        assertThatThrownBy(() -> MaxSoftmaxRule.winner(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no opinion to decide from");
    }

    @ParameterizedTest
    @CsvSource({"NaN", "0.5 NaN", "NaN 0.5"})
    void shouldRefuseNaN(String confidences) {
        assertThatThrownBy(() -> MaxSoftmaxRule.winner(opinions(confidences)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the confidence of tiny is NaN");
    }

    private static List<Confidence> opinions(String confidences) {
        return Stream.of(confidences.split(" ", -1))
                .map(Float::parseFloat)
                .map(confidence -> new Confidence("tiny", "v1", "0123456789ab", 0, "class-0", confidence, null))
                .toList();
    }
}
