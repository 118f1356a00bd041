package dev.consilium.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.specialist.Specialist;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    /** 0.75 by itself, 0.5 with the half fold. */
    private final List<Verdict> verdicts = Verdicts.of(true, false, true, false);

    @Test
    void shouldTakeAPlainSpecialistAtItsWord() {
        Calibration calibration = Calibration.of(judgement("none"));

        assertThat(calibration.bins()).containsExactly(new Calibration.Bin(0.75, 0.5, 4));
        assertThat(calibration.error()).isCloseTo(0.25, within(1e-9));
    }

    @Test
    void shouldUndoTheHalfFold() {
        Calibration calibration = Calibration.of(judgement("reject"));

        assertThat(calibration.bins()).containsExactly(new Calibration.Bin(0.5, 0.5, 4));
        assertThat(calibration.error()).isZero();
    }

    @Test
    void shouldCountWhatIsTakenForWhat() {
        Confusion confusion = Confusion.of(verdicts);

        assertThat(confusion.classes()).containsExactly(0, 1);
        assertThat(confusion.counts()).isEqualTo(List.of(List.of(2L, 2L), List.of(0L, 0L)));
        assertThat(confusion.mostFrequent(5)).containsExactly(new Confusion.Pair(0, 1, 2));
    }

    private Judgement judgement(String outliers) {
        Specialist specialist = Specialist.of(SpecialistVersion.newBuilder()
                .setSpecialist("some")
                .setVersion("v1")
                .setClasses(List.of(new ClassLabel(0, "a"), new ClassLabel(1, "b")))
                .setInput(Input.newBuilder().setHeight(8).setWidth(8).build())
                .setArtifact(new Artifact("0".repeat(64), 1L, new UriArtifact("model.pt")))
                .setRecipe(Map.of("outliers", outliers))
                .setCreatedAt(Instant.EPOCH)
                .build());
        EvaluationReport none = new EvaluationReport(4, 0, 0, 0, 0, 0, List.of(), List.of());
        return new Judgement(
                List.of(specialist, specialist), List.of("a", "b"), none, Map.of(), verdicts, Duration.ZERO);
    }
}
