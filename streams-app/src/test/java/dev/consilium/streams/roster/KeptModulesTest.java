package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeptModulesTest {

    private static final long BYTES = 1_000;

    private final List<Seat> seats = new ArrayList<>();
    private final KeptModules kept =
            new KeptModules(2 * BYTES, manifest -> !manifest.getVersion().equals("withdrawn"));

    @AfterEach
    void close() {
        seats.forEach(seat -> seat.model().close());
    }

    @Test
    void shouldHandBackTheVersionThatWasKeptAndNoOther() throws Exception {
        // Given
        Seat seat = seat("low", "v1");
        kept.keep(seat);

        // When / Then
        assertThat(kept.take(manifest("low", "v2"))).isEmpty();
        assertThat(kept.take(manifest("low", "v1"))).contains(seat);
        assertThat(isLoaded(seat)).isTrue();
        assertThat(kept.take(manifest("low", "v1"))).isEmpty();
    }

    @Test
    void shouldKeepOneVersionASpecialist() throws Exception {
        // Given
        Seat first = seat("low", "v1");
        Seat second = seat("low", "v2");

        // When
        kept.keep(first);
        kept.keep(second);

        // Then
        assertThat(isLoaded(first)).isFalse();
        assertThat(isLoaded(second)).isTrue();
    }

    @Test
    void shouldLetGoOfWhatWasReplacedLongestAgoWhenTheFilesComeToTooMuch() throws Exception {
        // Given
        List<Seat> three = List.of(seat("a", "v1"), seat("b", "v1"), seat("c", "v1"));

        // When
        three.forEach(kept::keep);

        // Then
        assertThat(three).extracting(KeptModulesTest::isLoaded).containsExactly(false, true, true);
    }

    @Test
    void shouldNotHandBackWhatIsNoLongerTrusted() throws Exception {
        // Given
        kept.keep(seat("low", "withdrawn"));

        // When / Then
        assertThat(kept.take(manifest("low", "withdrawn"))).isEmpty();
    }

    @Test
    void shouldLetGoOfASpecialistThatWasDismissed() throws Exception {
        // Given
        Seat seat = seat("low", "v1");
        kept.keep(seat);

        // When
        kept.drop("low");

        // Then
        assertThat(isLoaded(seat)).isFalse();
    }

    private Seat seat(String name, String version) throws Exception {
        Specialist specialist = Specialist.of(manifest(name, version));
        Seat seat = new Seat(specialist, TinySpecialists.load(TinyModule.LOW, specialist));
        seats.add(seat);
        return seat;
    }

    private static SpecialistVersion manifest(String name, String version) {
        SpecialistVersion manifest = TinySpecialists.manifest(TinyModule.LOW, name, version, 0);
        return SpecialistVersion.newBuilder(manifest)
                .setArtifact(Artifact.newBuilder(manifest.getArtifact())
                        .setSizeBytes(BYTES)
                        .build())
                .build();
    }

    private static boolean isLoaded(Seat seat) {
        TorchScriptModel model = seat.model();
        boolean loaded = model.tryRetain();
        if (loaded) {
            model.release();
        }
        return loaded;
    }
}
