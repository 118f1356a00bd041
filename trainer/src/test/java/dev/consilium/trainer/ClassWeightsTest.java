package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.evaluate.Evaluation;
import dev.consilium.trainer.evaluate.EvaluationReport;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.ClassWeights;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fashion-MNIST, in which there are few t-shirts beside many shirts: two classes that are easily taken for each other. */
class ClassWeightsTest {
    private static final int T_SHIRT = 0;
    private static final int RARE = 50;
    private static final int COMMON = 750;
    private static final int[] WANTED = {RARE, 0, 0, 0, 0, 250, COMMON, 250, 0, 250};
    private static final String PLAN = "tops=0,6;shoes=5,7,9";

    private static DataSet data;

    @TempDir
    Path out;

    @BeforeAll
    static void open() throws IOException {
        DataSet whole = DataSet.open(Path.of(System.getProperty("consilium.home"), "ops/demo-data"));
        data = new DataSet(
                whole.folder(), whole.classNames(), new Some(whole.training(), first(whole.training())), whole.test());
    }

    @Test
    void shouldFindMoreOfARareClassWhenBalanced() throws Exception {
        // When
        List<SpecialistPackage> even = trained(ClassWeights.NONE);
        List<SpecialistPackage> balanced = trained(ClassWeights.BALANCED);

        // Then
        double rareBefore = over(even, label -> label == T_SHIRT).routed();
        double rareAfter = over(balanced, label -> label == T_SHIRT).routed();
        assertThat(rareAfter).isGreaterThan(rareBefore + 0.2);

        // Then: which specialist answers is decided as well as before
        EvaluationReport before = over(even, label -> true);
        EvaluationReport after = over(balanced, label -> true);
        assertThat(after.routed()).isGreaterThan(before.routed());
        assertThat(after.rightSpecialist()).isGreaterThan(before.rightSpecialist() - 0.02);
        assertThat(after.shares().get("tops")).isBetween(0.36, 0.44);
    }

    @Test
    void shouldAdviseWhereClassesAreUneven() throws IOException {
        DecodedImages images = DecodedImages.of(data.training(), new InputShape(28, 28));
        Plan plan = Plan.parse(PLAN, data.classNames());

        assertThat(UnevenClasses.advice(plan.specialists().get(0), images, data.classNames()))
                .hasValueSatisfying(advice -> assertThat(advice)
                        .contains("classes of tops are uneven: 50 images of t-shirt, 750 of shirt")
                        .contains("--class-weights balanced"));
        assertThat(UnevenClasses.advice(plan.specialists().get(1), images, data.classNames()))
                .isEmpty();
    }

    private List<SpecialistPackage> trained(ClassWeights weights) throws Exception {
        Recipe recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT)
                .withEpochs(2)
                .withClassWeights(weights);
        return Training.of(data, Plan.parse(PLAN, data.classNames()), recipe)
                .run(out.resolve(weights.text()), TrainingListener.SILENT)
                .stream()
                .map(TrainedSpecialist::written)
                .toList();
    }

    private static EvaluationReport over(List<SpecialistPackage> packages, IntPredicate classes) throws Exception {
        LabelledImages judged = Selection.ofClasses(data.judged(), label -> WANTED[label] > 0 && classes.test(label));
        return new Evaluation(packages, data.classNames()).over(judged);
    }

    private static List<Integer> first(LabelledImages images) {
        int[] left = WANTED.clone();
        List<Integer> chosen = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            if (left[images.label(i)]-- > 0) {
                chosen.add(i);
            }
        }
        return chosen;
    }

    private record Some(LabelledImages from, List<Integer> indices) implements LabelledImages {
        @Override
        public int size() {
            return indices.size();
        }

        @Override
        public int label(int index) {
            return from.label(indices.get(index));
        }

        @Override
        public Image image(int index) throws IOException {
            return from.image(indices.get(index));
        }

        @Override
        public String name(int index) {
            return from.name(indices.get(index));
        }
    }
}
