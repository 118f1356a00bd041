package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.trainer.architecture.Architecture;
import org.junit.jupiter.api.Test;

class RecipeTest {
    @Test
    void shouldBeThePublishedRecipeByDefault() {
        assertThat(Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).described())
                .containsEntry("architecture", "simple-cnn")
                .containsEntry("outliers", "none")
                .containsEntry("optimizer", "adam")
                .containsEntry("learningRate", "0.001")
                .containsEntry("schedule", "constant")
                .containsEntry("batchSize", "64")
                .containsEntry("epochs", "10");
    }

    @Test
    void shouldRefuseBatchesOfOneWithReject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT).withBatchSize(1))
                .withMessageContaining("batch size is 1: it must be 2 or more");
    }

    @Test
    void shouldRefuseNoEpoch() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).withEpochs(0))
                .withMessageContaining("epochs is 0");
    }

    @Test
    void shouldNameWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Outliers.named("ignore"))
                .withMessageContaining("'ignore': there is none, uniform, reject");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Architecture.named("resnet"))
                .withMessageContaining("'resnet': there is simple-cnn");
    }
}
