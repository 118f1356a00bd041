package dev.consilium.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.ForwardException;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.fixture.Journals;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScoringEngineTest {

    private static final InputShape SHAPE = new InputShape(TinySpecialists.SIDE, TinySpecialists.SIDE);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScoringEngine engine =
            engine(new ScoringSettings(8, Duration.ofMillis(2), 2, 64, ImageLimits.defaults(), false), registry);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void shouldGiveTheOpinionsThatTheModulesGiveAlone() throws Exception {
        // Given
        Roster roster = roster(TinyModule.LOW, TinyModule.HIGH);
        List<Image> images = noise(50);

        // When
        List<List<CompletableFuture<Confidence>>> opinions = images.stream()
                .map(image -> engine.submit(roster, SHAPE, image, 0, 0).opinions())
                .toList();

        // Then
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        try (ImageBatch alone = new ImageBatch(SHAPE, 1)) {
            for (int i = 0; i < images.size(); i++) {
                alone.put(0, decoder.decode(images.get(i), SHAPE));
                for (int s = 0; s < 2; s++) {
                    Seat seat = roster.seats().get(s);
                    Confidence expected = seat.specialist().opinion(seat.model().forward(alone, 1), 0);
                    Confidence given = opinions.get(i).get(s).join();
                    assertThat(given.getSpecialist()).isEqualTo(expected.getSpecialist());
                    assertThat(given.getClassIndex()).isEqualTo(expected.getClassIndex());
                    assertThat(given.getConfidence()).isCloseTo(expected.getConfidence(), within(1e-5f));
                }
            }
        }
        roster.release();
    }

    @Test
    void shouldTellAllProbabilitiesWhenAsked() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.LOW);

        // When
        Confidence brief = engine.submit(roster, SHAPE, noise(1).get(0), 0, 0)
                .opinions()
                .get(0)
                .join();
        Confidence full;
        try (ScoringEngine telling =
                engine(ScoringSettings.defaults().withProbabilities(), new SimpleMeterRegistry())) {
            full = telling.submit(roster, SHAPE, noise(1).get(0), 0, 0)
                    .opinions()
                    .get(0)
                    .join();
        }

        // Then
        assertThat(brief.getProbabilities()).isNull();
        assertThat(full.getProbabilities())
                .hasSize(roster.seats().get(0).specialist().classes())
                .contains(full.getConfidence());
        roster.release();
    }

    @Test
    void shouldFailOnlyTheOpinionThatIsNotFinite() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.LOW, TinyModule.NAN_ON_BLACK);

        // When
        List<CompletableFuture<Confidence>> black =
                engine.submit(roster, SHAPE, black(), 0, 0).opinions();
        List<CompletableFuture<Confidence>> good =
                engine.submit(roster, SHAPE, noise(1).get(0), 0, 0).opinions();

        // Then
        assertThat(good.get(0).join()).isNotNull();
        assertThat(good.get(1).join()).isNotNull();
        assertThat(black.get(0).join()).isNotNull();
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> black.get(1).join())
                .withCauseInstanceOf(NonFiniteLogitsException.class);
        roster.release();
    }

    @Test
    void shouldRefuseOnlyTheImageOfABatchThatCannotBeDecoded() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.SLOW);
        Image bad = TestImages.file("bad", new byte[] {1, 2, 3});

        // When: while the first is being judged, the others come together
        List<Hearing> hearings = Stream.of(black(), noise(1).get(0), bad, noise(1).get(0))
                .map(image -> engine.submit(roster, SHAPE, image, 0, 0))
                .toList();

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> hearings.get(2).opinions().get(0).join())
                .havingCause()
                .isInstanceOfSatisfying(
                        IllegibleImageException.class,
                        e -> assertThat(e.reason()).isInstanceOf(BadImageException.class));
        Confidence before = hearings.get(1).opinions().get(0).join();
        Confidence behind = hearings.get(3).opinions().get(0).join();
        assertThat(behind.getConfidence()).isCloseTo(before.getConfidence(), within(1e-5f));
        assertThat(hearings.get(0).opinions().get(0).join()).isNotNull();
        roster.release();
    }

    @Test
    void shouldFailOnlyTheOpinionsOfASpecialistThatThrowsAndLiveOn() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.THROWS_ON_BLACK, TinyModule.LOW);

        // When
        List<CompletableFuture<Confidence>> black =
                engine.submit(roster, SHAPE, black(), 0, 0).opinions();

        // Then
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> black.get(0).join())
                .withCauseInstanceOf(ForwardException.class);
        assertThat(black.get(1).join()).isNotNull();
        assertThat(engine.alive()).isTrue();
        assertThat(engine.submit(roster, SHAPE, noise(1).get(0), 0, 0)
                        .opinions()
                        .get(0)
                        .join())
                .isNotNull();
        roster.release();
    }

    @Test
    void shouldFinishWhatWaitsAndRefuseMoreWhenClosed() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.SLOW);
        List<List<CompletableFuture<Confidence>>> opinions = noise(40).stream()
                .map(image -> engine.submit(roster, SHAPE, image, 0, 0).opinions())
                .toList();

        // When
        engine.close();

        // Then
        assertThat(opinions)
                .allSatisfy(opinion -> assertThat(opinion.get(0).join()).isNotNull());
        assertThatExceptionOfType(EngineStoppedException.class)
                .isThrownBy(() -> engine.submit(roster, SHAPE, black(), 0, 0));
        assertThat(engine.alive()).isFalse();
        roster.release();
    }

    @Test
    void shouldHoldModelsUntilItsForwardsAreDone() throws UnusableModelException {
        // Given: whoever submitted gives up at once, as a task does that is closed
        Roster roster = roster(TinyModule.SLOW);
        TorchScriptModel model = roster.seats().get(0).model();

        // When
        CompletableFuture<Confidence> opinion =
                engine.submit(roster, SHAPE, noise(1).get(0), 0, 0).opinions().get(0);
        roster.release();

        // Then
        assertThat(opinion.join()).isNotNull();
        engine.close();
        assertThat(model.tryRetain()).as("closed after the last forward").isFalse();
    }

    @Test
    void shouldFillBatchesUnderLoad() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.SLOW);

        // When
        noise(64).stream()
                .map(image ->
                        engine.submit(roster, SHAPE, image, 0, 0).opinions().get(0))
                .toList()
                .forEach(CompletableFuture::join);

        // Then
        assertThat(registry.get("consilium.batch.size").summary().max()).isEqualTo(8);
        assertThat(registry.get("consilium.batch.size").summary().count()).isLessThan(32);
        roster.release();
    }

    private static ScoringEngine engine(ScoringSettings settings, SimpleMeterRegistry registry) {
        return new ScoringEngine(settings, Journals.ofItsOwn(settings), new Meters(registry));
    }

    private static org.assertj.core.data.Offset<Float> within(float value) {
        return org.assertj.core.data.Offset.offset(value);
    }

    /** A roster that alone holds its models. */
    private static Roster roster(TinyModule... modules) throws UnusableModelException {
        List<Seat> seats = new ArrayList<>();
        for (TinyModule module : modules) {
            Specialist specialist = TinySpecialists.specialist(module, "s" + seats.size(), "v1", seats.size() * 10);
            seats.add(new Seat(specialist, TinySpecialists.load(module, specialist)));
        }
        Roster roster = Roster.of(seats, 1);
        seats.forEach(seat -> seat.model().close());
        return roster;
    }

    private static List<Image> noise(int count) {
        List<Image> images = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            images.add(TestImages.noise("noise", i));
        }
        return images;
    }

    private static Image black() {
        return TestImages.black("black");
    }
}
