package dev.consilium.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.ForwardException;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.circuit.SpecialistUnavailableException;
import dev.consilium.streams.fixture.Journals;
import dev.consilium.streams.fixture.TestImages;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the engine does when a specialist hangs or fails, and when one of its own threads dies. */
class FaultySpecialistTest {

    private static final InputShape SHAPE = new InputShape(TinySpecialists.SIDE, TinySpecialists.SIDE);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int SCORERS = 2;

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ScoringEngine engine = engine();

    @AfterEach
    void close() {
        engine.close();
        // A process that ends while libtorch runs may crash, and the tests with it.
        await().atMost(LIMIT).until(() -> hung() == 0);
    }

    @Test
    void shouldLetTheOthersAnswerAndReplaceItsScorersWhenOneHangs() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.HANGS_ON_BLACK, TinyModule.LOW);

        // When: it hangs on every scorer there is
        List<CompletableFuture<Confidence>> first = submit(roster, TestImages.black("black"));
        await().atMost(LIMIT).until(() -> engine.longestForward().compareTo(Duration.ofMillis(100)) > 0);
        List<CompletableFuture<Confidence>> second = submit(roster, TestImages.black("black too"));

        // Then
        for (List<CompletableFuture<Confidence>> opinions : List.of(first, second)) {
            assertUnavailable(opinions.get(0), "has not come back within 1000 ms");
            assertThat(opinions.get(1).join()).as("the other goes on").isNotNull();
        }
        assertThat(engine.alive()).isTrue();
        assertThat(hung()).isEqualTo(SCORERS);

        // When, then: it is not asked, and nobody waits for it
        for (Image image : noise(20)) {
            List<CompletableFuture<Confidence>> opinions = submit(roster, image);
            assertThat(opinions.get(1).join()).isNotNull();
            assertUnavailable(opinions.get(0), "not asked");
        }

        // When, then: it comes back, answers test images, and is asked again
        await().atMost(LIMIT).until(() -> engine.circuits().allClosed());
        assertThat(hung()).isZero();
        assertThat(submit(roster, noise(1).get(0)).get(0).join()).isNotNull();
        roster.release();
    }

    @Test
    void shouldEndAlthoughASpecialistHangs() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.HANGS_ON_BLACK);
        CompletableFuture<Confidence> opinion =
                submit(roster, TestImages.black("black")).get(0);

        // When
        engine.close();

        // Then
        assertUnavailable(opinion, "has not come back");
        roster.release();
    }

    @Test
    void shouldNotAskASpecialistThatFailsOnTestImagesToo() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.ILL_FROM_BLACK, TinyModule.LOW);

        // When
        List<CompletableFuture<Confidence>> black = submit(roster, TestImages.black("black"));

        // Then
        assertUnavailable(black.get(0), "fails on test images too");
        assertThat(black.get(1).join()).isNotNull();
        assertThat(engine.circuits().notAsked())
                .singleElement()
                .satisfies(status -> assertThat(status.reason()).contains("ill for a while"));

        // When, then: no image was needed to find out that it is well again
        await().atMost(LIMIT).until(() -> engine.circuits().allClosed());
        assertThat(submit(roster, noise(1).get(0)).get(0).join()).isNotNull();
        assertThat(registry.get("consilium.circuit")
                        .tags("specialist", "s0", "state", "half-open")
                        .counter()
                        .count())
                .isGreaterThan(1);
        roster.release();
    }

    @Test
    void shouldLetNoImageSufferForAnotherOfItsBatch() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.SLOW, TinyModule.THROWS_ON_BLACK);

        // When: while the scorers are busy, the others come together
        List<CompletableFuture<Confidence>> opinions = Stream.of(
                        noise(2).stream(), Stream.of(TestImages.black("black")), noise(5).stream())
                .flatMap(images -> images)
                .map(image -> submit(roster, image).get(1))
                .toList();

        // Then
        for (int i = 0; i < opinions.size(); i++) {
            if (i == 2) {
                assertThatExceptionOfType(CompletionException.class)
                        .isThrownBy(opinions.get(i)::join)
                        .withCauseInstanceOf(ForwardException.class);
            } else {
                assertThat(opinions.get(i).join()).as("image %d", i).isNotNull();
            }
        }
        assertThat(engine.circuits().allClosed()).as("it was the image").isTrue();
        roster.release();
    }

    @Test
    void shouldTakeNanOnOneImageForTheImagesFault() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.NAN_ON_BLACK);

        // When
        CompletableFuture<Confidence> black =
                submit(roster, TestImages.black("black")).get(0);

        // Then
        assertThat(black).failsWithin(LIMIT);
        assertThat(engine.circuits().allClosed()).isTrue();
        assertThat(submit(roster, noise(1).get(0)).get(0).join()).isNotNull();
        roster.release();
    }

    @Test
    void shouldReplaceAThreadThatDies() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.LOW);

        // When: more often than there are threads
        for (int i = 0; i < 2 * SCORERS; i++) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(submit(roster, new Deadly()).get(0)::join)
                    .withCauseInstanceOf(EngineStoppedException.class);
        }

        // Then
        assertThat(submit(roster, noise(1).get(0)).get(0).join()).isNotNull();
        await().atMost(LIMIT).until(engine::alive);
        roster.release();
    }

    @Test
    void shouldNotReplaceThreadsForEver() throws UnusableModelException {
        // Given
        Roster roster = roster(TinyModule.LOW);

        // When
        for (int i = 0; i < 10 + SCORERS; i++) {
            assertThat(submit(roster, new Deadly()).get(0)).failsWithin(LIMIT);
        }

        // Then
        await().atMost(LIMIT)
                .until(() -> registry.get("consilium.scorers.alive").gauge().value() == 0);
        assertThat(engine.alive()).isFalse();
        assertThatExceptionOfType(EngineStoppedException.class)
                .isThrownBy(() -> submit(roster, noise(1).get(0)))
                .withMessageContaining("died");
        roster.release();
    }

    /** Kills the thread that decodes it, as running out of memory would. */
    private static final class Deadly extends Image {
        @Override
        public ByteBuffer getContent() {
            throw new LinkageError("a thread dies of this");
        }
    }

    private List<CompletableFuture<Confidence>> submit(Roster roster, Image image) {
        return engine.submit(roster, SHAPE, image, 0, 0).opinions();
    }

    private double hung() {
        return registry.get("consilium.scorers.hung").gauge().value();
    }

    private static void assertUnavailable(CompletableFuture<Confidence> opinion, String reason) {
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(opinion::join)
                .havingCause()
                .isInstanceOf(SpecialistUnavailableException.class)
                .withMessageContaining(reason);
    }

    private ScoringEngine engine() {
        ScoringSettings settings = new ScoringSettings(
                        8, Duration.ofMillis(2), SCORERS, 64, ImageLimits.defaults(), false)
                .withPatience(TIMEOUT, new BackOff(Duration.ofMillis(50), Duration.ofMillis(400)));
        return new ScoringEngine(settings, Journals.ofItsOwn(settings), new Meters(registry));
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
        return IntStream.range(0, count)
                .mapToObj(i -> TestImages.noise("noise", i))
                .toList();
    }
}
