package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.trainer.TinyData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxDataSetTest {
    @TempDir
    Path folder;

    @Test
    void shouldReadPlainAndGzippedParts() throws IOException {
        // Given
        TinyData.write(folder, 4, 9, 5);

        // When
        DataSet data = DataSet.open(folder);

        // Then
        assertThat(data.classNames()).containsExactly("0", "1", "2", "3");
        assertThat(data.training().size()).isEqualTo(9);
        assertThat(data.test())
                .hasValueSatisfying(test -> assertThat(test.size()).isEqualTo(5));
        assertThat(data.training().label(7)).isEqualTo(3);
    }

    @Test
    void shouldGiveGreyValuesAsRawRgb() throws IOException {
        // Given
        Files.write(
                folder.resolve("train-images-idx3-ubyte"),
                TinyData.idx(new byte[] {1, 2, 3, 4, 5, (byte) 250}, 1, 2, 3));
        Files.write(folder.resolve("train-labels-idx1-ubyte"), TinyData.idx(new byte[] {0}, 1));

        // When
        Image image = DataSet.open(folder).training().image(0);

        // Then
        assertThat(image.getContentType()).isEqualTo("image/x-rgb8");
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getContent().array()).containsExactly(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, -6, -6, -6);
    }

    @Test
    void shouldTakeClassNamesFromFile() throws IOException {
        // Given
        TinyData.write(folder, 3, 3, 3);
        Files.writeString(folder.resolve("classes.txt"), "shirt\nshoe\n\nbag\n");

        // When
        DataSet data = DataSet.open(folder);

        // Then
        assertThat(data.classNames()).containsExactly("shirt", "shoe", "bag");
    }

    @Test
    void shouldRefuseTooFewClassNames() throws IOException {
        TinyData.write(folder, 3, 3, 3);
        Files.writeString(folder.resolve("classes.txt"), "shirt\nshoe\n");

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("names 2 classes, the labels go up to 2");
    }

    @Test
    void shouldSayWhichLabelsAreMissing() throws IOException {
        TinyData.write(folder, 3, 3, 3);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("t10k-labels-idx1-ubyte is missing");
    }

    @Test
    void shouldRefuseOtherNumberOfLabels() throws IOException {
        TinyData.write(folder, 3, 6, 3);
        Files.write(folder.resolve("train-labels-idx1-ubyte"), TinyData.idx(new byte[5], 5));

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("5 labels for 6 images");
    }

    @Test
    void shouldRefuseTruncatedFile() throws IOException {
        TinyData.write(folder, 3, 6, 3);
        byte[] whole = Files.readAllBytes(folder.resolve("train-images-idx3-ubyte.gz"));
        Files.write(folder.resolve("train-images-idx3-ubyte.gz"), Arrays.copyOf(whole, whole.length / 2));

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("train-images-idx3-ubyte.gz is damaged or cut short");
    }

    @Test
    void shouldRefuseFileThatIsNotIdx() throws IOException {
        TinyData.write(folder, 3, 6, 3);
        Files.writeString(folder.resolve("train-labels-idx1-ubyte"), "no labels at all");

        assertThatThrownBy(() -> DataSet.open(folder))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("is not an IDX file of unsigned bytes in 1 dimensions");
    }
}
