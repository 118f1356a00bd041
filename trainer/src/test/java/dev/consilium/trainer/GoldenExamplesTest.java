package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.GoldenExample;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenExamplesTest {
    private static final int RAW_BYTES = 32 * 32 * 3;

    @TempDir
    static Path folder;

    private static SpecialistPackage specialist;

    @TempDir
    Path images;

    @BeforeAll
    static void train() throws Exception {
        DataSet data = DataSet.open(TinyData.write(folder.resolve("data"), 2, 20, 4));
        Recipe recipe = Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).withEpochs(1);
        specialist = Training.of(data, Plan.parse("0-1", data.classNames()), recipe)
                .run(folder.resolve("packages"), TrainingListener.SILENT)
                .get(0)
                .written();
    }

    @Test
    void shouldKeepSmallFilesAndThePixelsOfLargeOnes() throws Exception {
        // Given
        jpeg("0/small.jpg", 32);
        jpeg("1/large.jpg", 200);

        // When
        List<GoldenExample> chosen = choose();

        // Then
        assertThat(chosen)
                .extracting(GoldenExample::getContentType)
                .containsExactlyInAnyOrder("image/jpeg", "image/x-rgb8");
        assertThat(chosen)
                .allSatisfy(
                        golden -> assertThat(golden.getContent().remaining()).isLessThanOrEqualTo(RAW_BYTES))
                .allSatisfy(golden -> assertThat(golden.getProbabilities()).hasSize(2));
    }

    @Test
    void shouldTakeAFewOfEachClassAndPassOverUnreadableOnes() throws Exception {
        // Given
        for (int i = 0; i < 10; i++) {
            jpeg("0/" + i + ".jpg", 32);
        }
        jpeg("1/0.jpg", 32);
        Files.writeString(images.resolve("1/1.jpg"), "not an image");

        // When
        List<GoldenExample> chosen = choose();

        // Then: eight were drawn, all classes in turn, and one of them cannot be read
        assertThat(chosen).hasSize(7);
    }

    private List<GoldenExample> choose() throws Exception {
        LabelledImages own = DataSet.open(images).training();
        try (Examinee examinee = Examinee.of(specialist)) {
            return GoldenExamples.choose(examinee, own, 1);
        }
    }

    /** Noise, so that the file grows with the side. */
    private void jpeg(String path, int side) throws IOException {
        Path file = images.resolve(path);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(side);
        for (int p = 0; p < side * side; p++) {
            image.setRGB(p % side, p / side, random.nextInt(256));
        }
        ImageIO.write(image, "jpg", file.toFile());
    }
}
