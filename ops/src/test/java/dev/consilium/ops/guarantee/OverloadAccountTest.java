package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.report.Figures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OverloadAccountTest {

    @Test
    void shouldTellWhatWaitedAndHowLongItTook() {
        // Given
        OverloadAccount account = account(1_000, 2_000, 3_000);

        // Then
        assertThat(account.violations()).isEmpty();
        assertThat(account.toll()).isEqualTo(new Toll(1, List.of(40), List.of(4_000L)));
        Figures figures = Figures.part();
        account.addTo(figures);
        assertThat(figures.asMap())
                .containsAllEntriesOf(Map.of(
                        "overloadMillis",
                        2_000L,
                        "waitingImages",
                        List.of(1_000L, 2_000L, 3_000L),
                        "waitingImagesAtEnd",
                        3_000L,
                        "servedP99Millis",
                        List.of(90L, 70L),
                        "longestServedP99Millis",
                        90L,
                        "residentBytes",
                        List.of(500L, 500L, 500L)));
    }

    @Test
    void shouldNotPassWhereNoMoreAndMoreImagesWait() {
        assertThat(account(1_000, 900, 800).violations())
                .containsExactly("it was no overload: 900 images waited early on, and 800 at its end");
    }

    private static OverloadAccount account(long... waiting) {
        return new OverloadAccount(
                Duration.ofSeconds(2),
                40,
                waiting[waiting.length - 1],
                LongStream.of(waiting)
                        .mapToObj(images -> new OverloadAccount.Sample(images, OptionalLong.of(500)))
                        .toList(),
                List.of(new Served(100, 10, 90), new Served(100, 10, 70)),
                Duration.ofSeconds(4));
    }
}
