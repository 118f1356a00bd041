package dev.consilium.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.specialist.Specialist;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally(List.of(specialist("low", 0, 1), specialist("high", 2, 3)));

    @Test
    void shouldTellRoutedFromInSubsetFromRightSpecialist() {
        // When
        tally.count(0, 0, opinions(0, 2), 0); // right
        tally.count(1, 1, opinions(0, 2), 0); // right specialist, wrong class
        tally.count(2, 2, opinions(0, 2), 0); // answered by the other, though right in its subset
        tally.count(3, 3, opinions(0, 3), 1); // right
        EvaluationReport report = tally.report();

        // Then
        assertThat(report.images()).isEqualTo(4);
        assertThat(report.routed()).isEqualTo(0.5);
        assertThat(report.inSubset()).isEqualTo(0.75);
        assertThat(report.rightSpecialist()).isEqualTo(0.75);
        assertThat(report.shares()).containsEntry("low", 0.75).containsEntry("high", 0.25);
        assertThat(report.specialists().get(0).precision()).isEqualTo(1 / 3.0);
        assertThat(report.specialists().get(1).kept()).isEqualTo(0.5);
    }

    @Test
    void shouldLeaveOutWhatNobodyKnowsOrCanRead() {
        // When
        tally.count(0, 7, opinions(0, 2), 0);
        tally.unreadable("7.jpg: content is empty");
        EvaluationReport report = tally.report();

        // Then
        assertThat(report.images()).isZero();
        assertThat(report.nobodys()).isEqualTo(1);
        assertThat(report.unreadable()).isEqualTo(1);
        assertThat(report.figures()).containsEntry("routed", null);
    }

    private static List<Confidence> opinions(int low, int high) {
        return List.of(
                new Confidence("low", "v1", "abc", low, "" + low, 0.9f, null),
                new Confidence("high", "v1", "abc", high, "" + high, 0.9f, null));
    }

    private static Specialist specialist(String name, int... classes) {
        return Specialist.of(SpecialistVersion.newBuilder()
                .setSpecialist(name)
                .setVersion("v1")
                .setClasses(IntStream.of(classes)
                        .mapToObj(index -> new ClassLabel(index, "" + index))
                        .toList())
                .setInput(Input.newBuilder().setHeight(32).setWidth(32).build())
                .setArtifact(new Artifact("0".repeat(64), 1L, new UriArtifact("model.pt")))
                .setCreatedAt(Instant.EPOCH)
                .build());
    }
}
