package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.trainer.TinyData;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackageFoldersTest {
    private static final AllowedOperators OPERATORS = AllowedOperators.parse("");

    @TempDir
    Path folder;

    @Test
    void shouldPassOverTheReportBesideThePackages() throws Exception {
        // Given
        DataSet data = DataSet.open(TinyData.write(folder.resolve("data"), 4, 40, 8));
        Recipe recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.REJECT).withEpochs(1);
        Path out = folder.resolve("out");
        Training.of(data, Plan.parse("0-1,2-3", data.classNames()), recipe).run(out, TrainingListener.SILENT);
        Path report = Files.writeString(out.resolve("report.html"), "<html/>");

        // When / Then
        assertThat(PackageFolders.read(
                        List.of(out.resolve("classes-0-1"), out.resolve("classes-2-3"), report), OPERATORS))
                .extracting(each -> each.specialist().name())
                .containsExactly("classes-0-1", "classes-2-3");
        assertThatIOException()
                .isThrownBy(() -> PackageFolders.read(List.of(report), OPERATORS))
                .withMessageContaining("there is no package among [" + report + "]");
    }
}
