package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Offset<Float> EXACT = Offset.offset(1e-7f);
    private static final List<Integer> CLASSES = List.of(4, 7);
    private static final OtherClasses OTHERS = new OtherClasses(List.of(5));

    @Test
    void shouldWantTheClassOfAnOwnImage() {
        assertThat(undecided(0).to(7)).containsExactly(0, 1);
        assertThat(undecided(0).to(4)).containsExactly(1, 0);
        assertThat(refusing(0).to(7)).containsExactly(0, 1, 0);
    }

    @Test
    void shouldWantOthersRefusedOrEvenlyLikely() {
        assertThat(refusing(0).to(5)).containsExactly(0, 0, 1);
        assertThat(undecided(0).to(5)).containsExactly(0.5f, 0.5f);
    }

    @Test
    void shouldWantOtherClassesToldApartWhereThereAreOutputsForThem() {
        // Given
        Answers answers = new Answers(CLASSES, new OtherClasses(List.of(5, 9)), 0, new double[] {1, 1});

        // When / Then
        assertThat(answers.to(5)).containsExactly(0, 0, 1, 0);
        assertThat(answers.to(9)).containsExactly(0, 0, 0, 1);
        assertThat(answers.to(7)).containsExactly(0, 1, 0, 0);
        // One that nobody thought of
        assertThat(answers.to(12)).containsExactly(0, 0, 1, 0);
    }

    /** PyTorch's CrossEntropyLoss(label_smoothing=0.3): 0.7 of the answer and 0.3 evenly. */
    @Test
    void shouldSmoothAsPyTorchDoes() {
        Answers answers = refusing(0.3);

        assertThat(answers.to(4)).containsExactly(new float[] {0.8f, 0.1f, 0.1f}, EXACT);
        assertThat(answers.to(0)).containsExactly(new float[] {0.1f, 0.1f, 0.8f}, EXACT);
        assertThat(undecided(0.3).to(0)).containsExactly(0.5f, 0.5f);
    }

    /** n / (K * n_k): what scikit-learn's compute_class_weight("balanced") gives. */
    @Test
    void shouldWeighAnImageByItsClass() {
        Answers answers = new Answers(CLASSES, OTHERS, 0.3, ClassWeights.BALANCED.of(new long[] {10, 30}));

        assertThat(answers.weight(4)).isEqualTo(2);
        assertThat(answers.to(4)).containsExactly(new float[] {1.6f, 0.2f, 0.2f}, EXACT);
        assertThat(answers.weight(7)).isCloseTo(2 / 3.0, Offset.offset(1e-15));
        assertThat(answers.to(7)).containsExactly(new float[] {0.2f / 3, 1.6f / 3, 0.2f / 3}, EXACT);
    }

    @Test
    void shouldLeaveTheBalanceWithOthersAsItIs() {
        // Given
        long[] counts = {7, 200, 1, 31};

        // When
        double[] weights = ClassWeights.BALANCED.of(counts);

        // Then: the own images weigh as many as they are, an image of others weighs 1
        double sum = 0;
        for (int k = 0; k < counts.length; k++) {
            sum += counts[k] * weights[k];
        }
        assertThat(sum).isCloseTo(239, Offset.offset(1e-12));
        Answers answers = new Answers(List.of(0, 1, 2, 3), OtherClasses.NONE, 0, weights);
        assertThat(answers.weight(9)).isEqualTo(1);
        assertThat(answers.to(9)).containsExactly(0.25f, 0.25f, 0.25f, 0.25f);
    }

    private static Answers undecided(double smoothing) {
        return new Answers(CLASSES, OtherClasses.NONE, smoothing, ClassWeights.NONE.of(new long[] {10, 30}));
    }

    private static Answers refusing(double smoothing) {
        return new Answers(CLASSES, OTHERS, smoothing, ClassWeights.NONE.of(new long[] {10, 30}));
    }
}
