package dev.consilium.streams.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.scoring.ScoringEngine;
import dev.consilium.streams.scoring.ScoringSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What two scorers have in flight, as the next process would find it. */
class AloneTest {

    private static final InputShape SHAPE = new InputShape(TinySpecialists.SIDE, TinySpecialists.SIDE);
    private static final Set<Place> SUSPECTS = Set.of(new Place(0, 3), new Place(0, 8));

    @TempDir
    Path first;

    @TempDir
    Path second;

    @Test
    void shouldJudgeASuspectWhileNothingElseIsInFlight() throws Exception {
        // Given: two suspects
        leaveBehind();
        Specialist specialist = TinySpecialists.specialist(TinyModule.SLOW, "slow", "v1", 0);
        TorchScriptModel model = TinySpecialists.load(TinyModule.SLOW, specialist);
        Roster roster = Roster.of(List.of(new Seat(specialist, model)), 1);
        ScoringSettings settings = new ScoringSettings(4, Duration.ofMillis(2), 2, 64, ImageLimits.defaults(), false);
        CrashJournal journal = CrashJournal.open(second, "images", settings.places(), 4, InstantSource.system());
        List<List<Place>> seen = new ArrayList<>();
        try (ScoringEngine engine = new ScoringEngine(settings, journal, new Meters(new SimpleMeterRegistry()))) {
            // When: they come among others
            List<CompletableFuture<Confidence>> opinions = new ArrayList<>();
            for (int offset = 0; offset < 12; offset++) {
                Image image = TestImages.noise("image-" + offset, offset);
                opinions.addAll(engine.submit(roster, SHAPE, image, 0, offset).opinions());
            }
            CompletableFuture<Void> all = CompletableFuture.allOf(opinions.toArray(CompletableFuture[]::new));
            while (!all.isDone()) {
                List<Place> places = inFlight();
                // A file is not read at one moment: what is there twice was there in between.
                if (places.equals(inFlight())) {
                    seen.add(places);
                }
            }
        }
        roster.release();
        model.close();

        // Then
        List<List<Place>> withSuspects = seen.stream()
                .filter(places -> places.stream().anyMatch(SUSPECTS::contains))
                .toList();
        assertThat(withSuspects.stream().flatMap(List::stream).distinct())
                .containsExactlyInAnyOrderElementsOf(SUSPECTS);
        assertThat(withSuspects).allSatisfy(places -> assertThat(places).hasSize(1));
        assertThat(seen).anySatisfy(places -> assertThat(places).hasSizeGreaterThan(1));
    }

    private void leaveBehind() throws IOException {
        try (CrashJournal dying = CrashJournal.open(first, "images", 2, 4, InstantSource.system())) {
            dying.inFlight(0).add(0, 3);
            dying.inFlight(1).add(0, 8);
            Path file = file(first);
            Files.copy(file, second.resolve(file.getFileName()));
        }
    }

    private List<Place> inFlight() {
        try {
            return JournalPages.read(ByteBuffer.wrap(Files.readAllBytes(file(second))), "images")
                    .orElseThrow()
                    .inFlight();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }
}
