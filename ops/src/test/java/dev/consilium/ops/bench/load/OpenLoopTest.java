package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final long MILLI = 1_000_000;

    private final VirtualTicker ticker = new VirtualTicker(0);
    private final List<Stamp> sent = new ArrayList<>();
    private final List<Long> sentAt = new ArrayList<>();
    private final OpenLoop loop = new OpenLoop(ticker, this::send);
    private long heldUpAt = -1;

    private void send(Stamp stamp) {
        sentAt.add(ticker.nanoTime());
        sent.add(stamp);
        if (sent.size() - 1 == heldUpAt) {
            ticker.pass(35 * MILLI);
        }
    }

    @Test
    void shouldSendEachImageWhenItIsDue() {
        // When
        long images = loop.run(new Schedule(5 * MILLI, 100), 4, () -> 7, () -> false);

        // Then
        assertThat(images).isEqualTo(4);
        assertThat(sent)
                .containsExactly(
                        new Stamp(5 * MILLI, 7),
                        new Stamp(15 * MILLI, 7),
                        new Stamp(25 * MILLI, 7),
                        new Stamp(35 * MILLI, 7));
        assertThat(sentAt).containsExactly(5 * MILLI, 15 * MILLI, 25 * MILLI, 35 * MILLI);
        assertThat(loop.lagMillis(100)).isZero();
    }

    @Test
    void shouldKeepTheIntendedTimesWhenSendingIsHeldUp() {
        // Given sending the second image takes 35 ms
        heldUpAt = 1;

        // When
        var unused = loop.run(new Schedule(0, 100), 6, () -> 0, () -> false);

        // Then what is overdue follows at once, and is late by what it really was
        assertThat(sentAt).containsExactly(0L, 10 * MILLI, 45 * MILLI, 45 * MILLI, 45 * MILLI, 50 * MILLI);
        assertThat(sent)
                .extracting(Stamp::intendedNanos)
                .containsExactly(0L, 10 * MILLI, 20 * MILLI, 30 * MILLI, 40 * MILLI, 50 * MILLI);
        assertThat(loop.lagMillis(100)).isBetween(24.9, 25.1);
    }

    @Test
    void shouldSendTogetherWhatComesDueWithinHalfAMillisecondAndCountTheWait() {
        // When: one every 0.1 ms
        var unused = loop.run(new Schedule(0, 10_000), 6, () -> 0, () -> false);

        // Then
        assertThat(sentAt).containsExactly(0L, MILLI / 2, MILLI / 2, MILLI / 2, MILLI / 2, MILLI / 2);
        assertThat(sent).last().extracting(Stamp::intendedNanos).isEqualTo(MILLI / 2);
        assertThat(loop.lagMillis(100)).isBetween(0.39, 0.41);
    }

    @Test
    void shouldEndWhenItIsOver() {
        // When
        long images = loop.run(new Schedule(0, 100), Long.MAX_VALUE, () -> 0, () -> sent.size() == 3);

        // Then
        assertThat(images).isEqualTo(3);
    }
}
