package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Offset<Float> EXACT = Offset.offset(1e-7f);
    private static final List<Integer> CLASSES = List.of(4, 7);

    @Test
    void shouldWantTheClassOfAnOwnImage() {
        assertThat(new Answers(CLASSES, Outliers.NONE, 0).to(7)).containsExactly(0, 1);
        assertThat(new Answers(CLASSES, Outliers.UNIFORM, 0).to(4)).containsExactly(1, 0);
        assertThat(new Answers(CLASSES, Outliers.REJECT, 0).to(7)).containsExactly(0, 1, 0);
    }

    @Test
    void shouldWantOthersRefusedOrEvenlyLikely() {
        assertThat(new Answers(CLASSES, Outliers.REJECT, 0).to(5)).containsExactly(0, 0, 1);
        assertThat(new Answers(CLASSES, Outliers.UNIFORM, 0).to(5)).containsExactly(0.5f, 0.5f);
    }

    /** PyTorch's CrossEntropyLoss(label_smoothing=0.3): 0.7 of the answer and 0.3 evenly. */
    @Test
    void shouldSmoothAsPyTorchDoes() {
        Answers answers = new Answers(CLASSES, Outliers.REJECT, 0.3);

        assertThat(answers.to(4)).containsExactly(new float[] {0.8f, 0.1f, 0.1f}, EXACT);
        assertThat(answers.to(0)).containsExactly(new float[] {0.1f, 0.1f, 0.8f}, EXACT);
        assertThat(new Answers(CLASSES, Outliers.UNIFORM, 0.3).to(0)).containsExactly(0.5f, 0.5f);
    }
}
