package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.specialist.InputShape;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.recipe.Augmentation;
import dev.consilium.trainer.recipe.ClassWeights;
import dev.consilium.trainer.recipe.EarlyStopping;
import dev.consilium.trainer.recipe.LearningRate;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.Schedule;
import dev.consilium.trainer.torch.Optimizer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class RecipeOptionsTest {
    @Command
    private static final class Line {
        @Mixin
        private RecipeOptions options;
    }

    @Test
    void shouldBeTheUsualRecipeWhenNothingIsSaid() {
        assertThat(recipe("")).isEqualTo(Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT));
        assertThat(recipe("--outliers none")).isEqualTo(Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE));
    }

    @Test
    void shouldTakeAllThatIsSaid() {
        Recipe recipe =
                recipe("--outliers uniform --epochs 3 --batch-size 96 --optimizer adamw --betas 0.8,0.99 --eps 1e-6"
                        + " --weight-decay 0.05 --lr 4e-3 --warmup 0.2 --schedule cosine --flip --crop 4 --color-jitter 0.3 --label-smoothing 0.1"
                        + " --class-weights balanced --early-stopping 3 --held-out 0.2 --seed 5");

        assertThat(recipe)
                .isEqualTo(new Recipe(
                        Architecture.SIMPLE_CNN,
                        Architecture.SIMPLE_CNN.input(),
                        Outliers.UNIFORM,
                        3,
                        96,
                        new Optimizer.AdamW(new Optimizer.Moments(0.8, 0.99, 1e-6), 0.05),
                        new LearningRate(4e-3, 0.2, Schedule.COSINE),
                        new Augmentation(true, 4, 0.3),
                        0.1,
                        ClassWeights.BALANCED,
                        Optional.of(new EarlyStopping(3, 0.2)),
                        5));
        assertThat(recipe.described())
                .containsEntry("optimizer", "adamw")
                .containsEntry("weightDecay", "0.05")
                .containsEntry("warmup", "0.2")
                .containsEntry("crop", "4")
                .containsEntry("colorJitter", "0.3")
                .containsEntry("classWeights", "balanced")
                .containsEntry("probability", "confidence");
    }

    @Test
    void shouldTakeSgdsOwnValues() {
        assertThat(recipe("--optimizer sgd --momentum 0.9 --nesterov --lr 0.1 --no-flip")
                        .optimizer())
                .isEqualTo(new Optimizer.Sgd(0.9, true, 0));
    }

    @Test
    void shouldRefuseAnothersValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--momentum 0.9"))
                .withMessageContaining("--momentum and --nesterov are sgd's");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--optimizer sgd --betas 0.9,0.99"))
                .withMessageContaining("--betas and --eps are adam's and adamw's");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--betas 0.9"))
                .withMessageContaining("--betas are two numbers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--optimizer lion"))
                .withMessageContaining("'lion': there is adam, adamw, sgd");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--color-jitter 1.5"))
                .withMessageContaining("color jitter is 1.5: it must be from 0 to 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> recipe("--class-weights rare"))
                .withMessageContaining("'rare': there is none, balanced");
    }

    @Test
    void shouldGiveTheResNetsTheirOwnUsualRecipe() {
        Recipe usual = recipe("--architecture small-resnet");

        assertThat(usual).isEqualTo(Recipe.of(Architecture.SMALL_RESNET, Outliers.REJECT));
        assertThat(usual.optimizer()).isEqualTo(Optimizer.AdamW.USUAL);
        assertThat(usual.learningRate()).isEqualTo(new LearningRate(4e-3, 0.2, Schedule.LINEAR));
        assertThat(usual.augmentation()).isEqualTo(new Augmentation(true, 4, 0));
        assertThat(usual.batchSize()).isEqualTo(96);
        assertThat(recipe("--architecture small-resnet --no-flip --crop 2 --size 48"))
                .isEqualTo(usual.withAugmentation(new Augmentation(false, 2, 0)).withInput(new InputShape(48, 48)));
    }

    private static Recipe recipe(String line) {
        Line parsed = new Line();
        new CommandLine(parsed).parseArgs(line.isEmpty() ? new String[0] : line.split(" "));
        return parsed.options.recipe();
    }
}
