package dev.consilium.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.trainer.TinyData;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {
    @TempDir
    Path folder;

    private DataSet data;

    @BeforeEach
    void write() throws IOException {
        data = DataSet.open(TinyData.write(folder, 4, 80, 8));
    }

    @Test
    void shouldDrawAllClassesInTurn() {
        // When
        LabelledImages few = Selection.balanced(data.training(), 12, 5);

        // Then
        assertThat(labels(few).stream().collect(Collectors.groupingBy(label -> label, Collectors.counting())))
                .isEqualTo(Map.of(0, 3L, 1, 3L, 2, 3L, 3, 3L));
    }

    @Test
    void shouldDrawTheSameForTheSameSeedOnly() {
        // When
        List<String> once = names(Selection.balanced(data.training(), 12, 5));
        List<String> again = names(Selection.balanced(data.training(), 12, 5));
        List<String> otherwise = names(Selection.balanced(data.training(), 12, 6));

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(otherwise).isNotEqualTo(once);
    }

    @Test
    void shouldHoldOutImagesThatTrainingThenDoesNotSee() {
        // Given
        DataSet withoutTest = new DataSet(folder, data.classNames(), data.training(), Optional.empty());

        // When
        DataSet parts = withoutTest.withTestPart(1);

        // Then
        assertThat(parts.judged().size()).isEqualTo(8);
        assertThat(names(parts.training())).hasSize(72).doesNotContainAnyElementsOf(names(parts.judged()));
    }

    @Test
    void shouldKeepTheTestPartThatThereIs() {
        assertThat(data.withTestPart(1)).isSameAs(data);
    }

    private static List<String> names(LabelledImages images) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            names.add(images.name(i));
        }
        return names;
    }

    private static List<Integer> labels(LabelledImages images) {
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            labels.add(images.label(i));
        }
        return labels;
    }
}
