package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.InputShape;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFoldersTest {
    private static final InputShape SHAPE = new InputShape(4, 4);

    @TempDir
    Path folder;

    @Test
    void shouldNumberClassesBySortedNames() throws IOException {
        // Given
        image("dog/1.png", 0x00ff00);
        image("bird/1.png", 0xff0000);
        image("bird/2.png", 0xff0000);

        // When
        DataSet data = DataSet.open(folder);

        // Then
        assertThat(data.classNames()).containsExactly("bird", "dog");
        assertThat(data.test()).isEmpty();
        DecodedImages images = DecodedImages.of(data.training(), SHAPE);
        assertThat(images.size()).isEqualTo(3);
        assertThat(images.label(2)).isEqualTo(1);
        assertThat(images.pixels(2).rgb()).hasSize(48).startsWith(0, -1, 0);
    }

    @Test
    void shouldKeepTrainAndTestApart() throws IOException {
        // Given
        image("train/bird/1.png", 1);
        image("train/dog/1.png", 1);
        image("test/bird/1.png", 1);
        image("test/dog/1.png", 1);
        image("test/dog/2.png", 1);

        // When
        DataSet data = DataSet.open(folder);

        // Then
        assertThat(data.training().size()).isEqualTo(2);
        assertThat(data.judged().size()).isEqualTo(3);
    }

    @Test
    void shouldRefuseOtherClassesInTest() throws IOException {
        image("train/bird/1.png", 1);
        image("test/dog/1.png", 1);

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("they must be the same");
    }

    @Test
    void shouldNameClassFolderWithoutImages() throws IOException {
        image("bird/1.png", 1);
        Files.createDirectories(folder.resolve("dog"));
        Files.writeString(folder.resolve("dog/notes.txt"), "later");

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("dog holds no image");
    }

    @Test
    void shouldLeaveOutFewUnreadableImages() throws IOException {
        // Given
        for (int i = 0; i < 19; i++) {
            image("bird/" + i + ".png", i);
        }
        Files.writeString(folder.resolve("bird/00.jpg"), "not an image");

        // When
        DecodedImages images = DecodedImages.of(DataSet.open(folder).training(), SHAPE);

        // Then
        assertThat(images.size()).isEqualTo(19);
    }

    @Test
    void shouldNameImagesWhenManyAreUnreadable() throws IOException {
        image("bird/1.png", 1);
        Files.writeString(folder.resolve("bird/2.jpg"), "not an image");
        LabelledImages images = DataSet.open(folder).training();

        assertThatThrownBy(() -> DecodedImages.of(images, SHAPE))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("1 of 2 images cannot be read")
                .hasMessageContaining("2.jpg");
    }

    @Test
    void shouldSayWhatADataSetIsWhenThereIsNone() {
        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("No data set found in " + folder)
                .hasMessageContaining("one sub-folder of images a class");
    }

    private void image(String path, int rgb) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
        for (int p = 0; p < 16; p++) {
            image.setRGB(p % 4, p / 4, rgb);
        }
        ImageIO.write(image, "png", file.toFile());
    }
}
