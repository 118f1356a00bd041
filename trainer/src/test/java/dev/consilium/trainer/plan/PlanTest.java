package dev.consilium.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {
    private static final List<String> CLASSES = List.of("plane", "car", "bird", "cat", "ship");

    @TempDir
    Path folder;

    @Test
    void shouldReadRanges() throws IOException {
        assertThat(Plan.parse("0-1,2-4", CLASSES).specialists())
                .containsExactly(
                        new PlannedSpecialist("classes-0-1", List.of(0, 1)),
                        new PlannedSpecialist("classes-2-4", List.of(2, 3, 4)));
    }

    @Test
    void shouldReadNamedListsInTheirOrder() throws IOException {
        assertThat(Plan.parse("living=cat, bird;vehicles=0-1,ship", CLASSES).specialists())
                .containsExactly(
                        new PlannedSpecialist("living", List.of(3, 2)),
                        new PlannedSpecialist("vehicles", List.of(0, 1, 4)));
    }

    @Test
    void shouldReadYaml() throws IOException {
        // Given
        Path file = folder.resolve("plan.yaml");
        Files.writeString(file, "living: [bird, cat]\nvehicles:\n  - plane\n  - 1\n  - ship\n");

        // When
        Plan plan = Plan.parse(file.toString(), CLASSES);

        // Then
        assertThat(plan.specialists())
                .containsExactly(
                        new PlannedSpecialist("living", List.of(2, 3)),
                        new PlannedSpecialist("vehicles", List.of(0, 1, 4)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0-1,1-4                    | Class 1 is planned for classes-0-1 and for classes-1-4",
                "0-1,2                      | Specialist classes-2 would know 1 class",
                "0-1,2-5                    | names classes 2-5, but the data set has 0 to 4",
                "0-1,birds                  | birds' in the plan is not a range",
                "4-2                        | names classes 4-2",
                "living=bird,dog            | shall know 'dog', but the classes are [plane, car, bird, cat, ship]",
                "living=bird,cat;cat,ship   | cat,ship' in the plan is not a named list",
                "a=bird,cat;a=car,ship      | two specialists named a",
                "living=bird                | Specialist living would know 1 class",
                "living=bird,bird           | has a class twice",
                "../up=bird,cat             | The name of the specialist is",
                "none.yaml                  | no plan file none.yaml",
                "''                         | is not a range"
            })
    void shouldSayWhatIsWrong(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse(text, CLASSES))
                .withMessageContaining(message);
    }

    @Test
    void shouldSayWhatIsWrongWithYaml() throws IOException {
        Path file = folder.resolve("plan.yml");
        Files.writeString(file, "living: {bird: cat}\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Plan.parse(file.toString(), CLASSES))
                .withMessageContaining("plan.yml is not a plan");
    }
}
