package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.stack.SharedStack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The topology answers as the blog post's infer_image does, with PyTorch in Python, on the same pixels. How the fixture
 * was made is said beside it.
 */
class SeedFidelityIT {

    private static final float SAME = 1e-4f;

    @TempDir
    static Path cache;

    private static Map<Integer, Prediction> answers = Map.of();
    private static List<Expected> expected = List.of();

    /** One row of what PyTorch says. */
    private record Expected(int row, String specialist, int classIndex, float max1, float max2, boolean near) {

        static Expected parse(String line) {
            String[] fields = line.split(",", -1);
            return new Expected(
                    Integer.parseInt(fields[0]),
                    fields[1],
                    Integer.parseInt(fields[2]),
                    Float.parseFloat(fields[3]),
                    Float.parseFloat(fields[4]),
                    fields[5].equals("1"));
        }
    }

    @BeforeAll
    static void consult() throws Exception {
        expected = Files.readAllLines(SeedScene.resource("expected.csv")).stream()
                .skip(1)
                .map(Expected::parse)
                .toList();
        Connection connection = Connection.to(
                SharedStack.get().bootstrapServers(), SharedStack.get().schemaRegistryUrl());
        answers = new SeedScene(connection, "seed", cache).play();
    }

    @Test
    void shouldAnswerAsPyTorchDoesIncludingTies() {
        assertThat(expected).filteredOn(row -> row.max1() == row.max2()).hasSizeGreaterThan(10);
        for (Expected row : expected) {
            if (!row.near()) {
                Prediction answer = answers.get(row.row());
                assertThat(answer.getSpecialist()).as("row %d", row.row()).isEqualTo(row.specialist());
                assertThat(answer.getClassIndex()).as("row %d", row.row()).isEqualTo(row.classIndex());
            }
        }
    }

    @Test
    void shouldBeAsSureAsPyTorch() {
        for (Expected row : expected) {
            Prediction answer = answers.get(row.row());
            assertThat(answer.getConsultation().get(0).getConfidence())
                    .as("row %d, first specialist", row.row())
                    .isCloseTo(row.max1(), within(SAME));
            assertThat(answer.getConsultation().get(1).getConfidence())
                    .as("row %d, second specialist", row.row())
                    .isCloseTo(row.max2(), within(SAME));
        }
    }
}
