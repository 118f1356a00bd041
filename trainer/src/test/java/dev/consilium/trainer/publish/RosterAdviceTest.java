package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Input;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RosterAdviceTest {

    @ParameterizedTest
    @ValueSource(strings = {"reject", "uniform"})
    void shouldWarnOfOneThatIsSureOfEverythingBesideOneThatDoubts(String outliers) {
        assertThat(adviceOn(Map.of("outliers", outliers), Map.of("outliers", "none")))
                .singleElement()
                .satisfies(advice ->
                        assertThat(advice).contains("doubt what is of other classes [first]", "not [second]"));
    }

    @Test
    void shouldTakeOneOfWhichNothingIsKnownAsSureOfEverything() {
        assertThat(adviceOn(Map.of("outliers", "reject"), Map.of())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reject", "uniform", "none"})
    void shouldSayNothingOfThoseThatWereTaughtAlike(String outliers) {
        assertThat(adviceOn(Map.of("outliers", outliers), Map.of("outliers", outliers)))
                .isEmpty();
    }

    /** When specialists with these recipes are put on an empty roster. */
    private static List<String> adviceOn(Map<String, String> first, Map<String, String> second) {
        RosterView empty = new RosterView(Map.of(), Map.of(), Map.of());
        List<SpecialistVersion> manifests = List.of(manifest("first", first), manifest("second", second));
        Decision decision = Decision.by("tester", Instant.EPOCH, "").publishing(manifests);
        List<RosterEntry> entries = new ArrayList<>();
        for (SpecialistVersion manifest : manifests) {
            entries.add(decision.entry(empty, VersionKey.of(manifest), entries.size()));
        }
        return RosterAdvice.about(empty, decision.serving(entries));
    }

    private static SpecialistVersion manifest(String specialist, Map<String, String> recipe) {
        return SpecialistVersion.newBuilder()
                .setSpecialist(specialist)
                .setVersion("v1")
                .setClasses(List.of(new ClassLabel(0, "a"), new ClassLabel(1, "b")))
                .setInput(Input.newBuilder().setHeight(8).setWidth(8).build())
                .setArtifact(new Artifact("0".repeat(64), 1L, new UriArtifact("model.pt")))
                .setRecipe(recipe)
                .setCreatedAt(Instant.EPOCH)
                .build();
    }
}
