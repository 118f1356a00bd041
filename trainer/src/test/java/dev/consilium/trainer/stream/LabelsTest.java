package dev.consilium.trainer.stream;

import static dev.consilium.trainer.stream.WrittenStream.answer;
import static dev.consilium.trainer.stream.WrittenStream.labelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import dev.consilium.trainer.data.DataSetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    private static final Source SOURCE = new Source("images", 0, 0L);

    private final Labels labels =
            new Labels(List.of("cat", "dog", "0"), Map.of("a", "dog", "b", "cow", "never", "cat"));

    @TempDir
    Path folder;

    @Test
    void shouldTakeNamesAndIndicesAndPreferNames() {
        assertThat(attribute("cat")).hasValue(0);
        assertThat(attribute(" dog ")).hasValue(1);
        assertThat(attribute("1")).hasValue(1);
        assertThat(attribute("0")).as("the class of that name").hasValue(2);
        assertThat(attribute("")).isEmpty();
        assertThat(label(answer("x", SOURCE, 1))).isEmpty();
        assertThat(labels.unknown()).isEmpty();
    }

    @Test
    void shouldCountWhatIsNoClass() {
        attribute("bat");
        attribute("3");
        attribute("bat");

        assertThat(labels.unknown()).containsExactly(Map.entry("3", 1L), Map.entry("bat", 2L));
    }

    @Test
    void shouldNameNoMoreThanAPersonReads() {
        for (int i = 0; i < 1_000; i++) {
            attribute("label-" + i);
        }

        assertThat(labels.unknown()).hasSize(21).containsEntry("others", 980L);
    }

    @Test
    void shouldBelieveTheFileMoreThanTheAttribute() {
        assertThat(label(labelled("cat", "a", SOURCE, 1))).hasValue(1);
        assertThat(label(labelled("cat", "b", SOURCE, 1))).isEmpty();
        assertThat(labels.unknown()).containsExactly(Map.entry("cow", 1L));
        assertThat(labels.unmet()).isEqualTo(1);
    }

    @Test
    void shouldTellWhatNobodyHasLabelled() {
        var unlabelled = labels.unlabelled().answer();

        assertThat(unlabelled.apply(answer("x", SOURCE, 1).build())).isPresent();
        assertThat(unlabelled.apply(answer("a", SOURCE, 1).build()))
                .as("in the file")
                .isEmpty();
        assertThat(unlabelled.apply(labelled("bat", "x", SOURCE, 1).build()))
                .as("even if no class")
                .isEmpty();
        assertThat(labels.unknown()).isEmpty();
    }

    @Test
    void shouldReadWhatIsLabelledByNow() throws IOException {
        Map<String, String> read = read(file("""
                imageId,file,label
                a/1.png,1.png, cat
                "b, c",2.png,
                d,3.png,3
                a/1.png,1.png,cat
                """));

        assertThat(read).containsOnly(Map.entry("a/1.png", "cat"), Map.entry("d", "3"));
    }

    @Test
    void shouldNameTheRowThatIsWrong() {
        assertThatThrownBy(() -> read(file("imageId,label\na,cat\na,dog\n")))
                .isInstanceOf(DataSetException.class)
                .hasMessageContaining("labels.csv, row 2 labels a 'dog', one before it 'cat'");
        assertThatThrownBy(() -> read(file("id,label\na,cat\n")))
                .hasMessageContaining("labels.csv, row 1 has no imageId: the first line must name the columns");
        assertThatThrownBy(() -> read(file("imageId,class\na,cat\n"))).hasMessageContaining("row 1 has no label");
    }

    private OptionalInt attribute(String label) {
        return label(labelled(label, "x", SOURCE, 1));
    }

    private OptionalInt label(Prediction.Builder prediction) {
        return labels.labelled()
                .answer()
                .apply(prediction.build())
                .map(Answer::label)
                .orElse(OptionalInt.empty());
    }

    @Test
    void shouldReadTheFilesOfAllRounds() throws IOException {
        Path first = file("imageId,label\na,cat\nb,\n");
        Path second = Files.writeString(folder.resolve("next.csv"), "imageId,label\nb,dog\n");
        Path third = Files.writeString(folder.resolve("last.csv"), "imageId,label\na,dog\n");

        assertThat(LabelFile.read(List.of(first, second))).containsOnly(Map.entry("a", "cat"), Map.entry("b", "dog"));
        assertThatThrownBy(() -> LabelFile.read(List.of(first, third)))
                .hasMessageContaining("last.csv, row 1 labels a 'dog', one before it 'cat'");
    }

    private static Map<String, String> read(Path file) throws IOException {
        return LabelFile.read(List.of(file));
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("labels.csv"), content);
    }
}
