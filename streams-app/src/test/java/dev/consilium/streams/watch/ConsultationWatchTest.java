package dev.consilium.streams.watch;

import static dev.consilium.streams.watch.Samples.prediction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Outcome;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.streams.fixture.TestImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConsultationWatchTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final ConsultationWatch watch = new ConsultationWatch(ImageLimits.defaults());

    @AfterEach
    void close() {
        watch.close();
    }

    @Test
    void shouldShowWhatEverySpecialistSaid() throws Exception {
        // Given
        Subscription subscription = watch.subscribe().orElseThrow();

        // When
        watch.decided(TestImages.noise("a", 1), prediction("a", Outcome.DECIDED), 1_000);

        // Then
        Sighting seen = subscription.next(SOON).orElseThrow();
        assertThat(seen.imageId()).isEqualTo("a");
        assertThat(seen.place()).isEqualTo("images-4-17");
        assertThat(seen.className()).isEqualTo("cat");
        assertThat(seen.label()).isEqualTo("dog");
        assertThat(seen.millis()).isEqualTo(12);
        assertThat(seen.opinions()).extracting(Sighting.Opinion::className).containsExactly("cat", "car");
        assertThat(seen.image()).startsWith("data:image/png;base64,");
    }

    @Test
    void shouldShowADeadLetterWithItsReason() throws Exception {
        Subscription subscription = watch.subscribe().orElseThrow();

        watch.buried(Optional.empty(), "images-0-3", new IllegalStateException("no image at all"), 5);

        Sighting seen = subscription.next(SOON).orElseThrow();
        assertThat(seen.outcome()).isEqualTo("DEAD_LETTER");
        assertThat(seen.reason()).isEqualTo("no image at all");
        assertThat(seen.image()).isNull();
    }

    @Test
    void shouldShowASampleAndWhatIsRemarkableBesideIt() throws Exception {
        // Given
        Subscription subscription = watch.subscribe().orElseThrow();

        // When
        for (int i = 0; i < 1_000; i++) {
            watch.decided(TestImages.black("many-" + i), prediction("many-" + i, Outcome.DECIDED), 1_000);
        }
        watch.decided(TestImages.black("rare"), prediction("rare", Outcome.ABSTAINED), 1_000);

        // Then
        List<String> shown = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            subscription.next(AT_ONCE).ifPresent(seen -> shown.add(seen.imageId()));
            return shown.contains("rare");
        });
        assertThat(shown).hasSizeLessThan(10);
    }

    @Test
    void shouldNotBotherWhenNobodyLooksOn() throws Exception {
        // Given
        Subscription left = watch.subscribe().orElseThrow();
        left.close();

        // When
        watch.decided(TestImages.black("unseen"), prediction("unseen", Outcome.DECIDED), 1_000);
        Subscription subscription = watch.subscribe().orElseThrow();

        // Then
        assertThat(watch.isWatched()).isTrue();
        assertThat(subscription.next(Duration.ofMillis(100))).isEmpty();
        assertThat(left.next(AT_ONCE)).isEmpty();
    }

    @Test
    void shouldGiveALaterOneWhatOthersSawLast() throws Exception {
        Subscription first = watch.subscribe().orElseThrow();
        watch.decided(TestImages.black("a"), prediction("a", Outcome.DECIDED), 1_000);
        assertThat(first.next(SOON)).isPresent();

        Subscription second = watch.subscribe().orElseThrow();

        assertThat(second.next(AT_ONCE)).map(Sighting::imageId).contains("a");
    }

    @Test
    void shouldTakeSoManyAndNoMore() {
        List<Subscription> all = Stream.generate(watch::subscribe)
                .limit(ConsultationWatch.MOST_SUBSCRIBERS)
                .flatMap(Optional::stream)
                .toList();

        assertThat(all).hasSize(ConsultationWatch.MOST_SUBSCRIBERS);
        assertThat(watch.subscribe()).isEmpty();
        all.get(0).close();
        assertThat(watch.subscribe()).isPresent();
    }

    @Test
    void shouldEndEverySubscriptionWithTheApp() {
        Subscription subscription = watch.subscribe().orElseThrow();

        watch.close();

        assertThat(subscription.isEnded()).isTrue();
        assertThat(watch.isWatched()).isFalse();
        assertThat(watch.subscribe()).isEmpty();
    }
}
