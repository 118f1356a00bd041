package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimetableTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong nanos = new AtomicLong(7 * SECOND);
    private final Scenario kill = new FaultScenario("kill", List.of(new Kill(false)), 1, line -> {});
    private final Scenario overload = new OverloadScenario(Optional.empty(), line -> {});

    @Test
    void shouldShareTheTimeByWeight() {
        // Given
        Timetable timetable = timetable(Optional.of(Duration.ofSeconds(120)), kill, overload, kill);

        // When
        Share first = timetable.next(kill);

        // Then
        assertThat(first.left(nanos.get())).isEqualTo(Duration.ofSeconds(30));

        // When the first takes longer than it should
        nanos.addAndGet(60 * SECOND);

        // Then those after it share what is left
        assertThat(timetable.next(overload).left(nanos.get())).isEqualTo(Duration.ofSeconds(40));
        nanos.addAndGet(30 * SECOND);
        assertThat(timetable.next(kill).left(nanos.get())).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void shouldLeaveNothingWhereAllTimeIsGone() {
        // Given
        Timetable timetable = timetable(Optional.of(Duration.ofSeconds(10)), kill, kill);
        timetable.next(kill);

        // When
        nanos.addAndGet(20 * SECOND);

        // Then
        Share second = timetable.next(kill);
        assertThat(second.isGiven()).isTrue();
        assertThat(second.left(nanos.get())).isZero();
    }

    @Test
    void shouldGiveNoTimeWhereNoneWasAskedFor() {
        assertThat(timetable(Optional.empty(), kill).next(kill)).isEqualTo(Share.NONE);
        assertThat(Share.NONE.isGiven()).isFalse();
        assertThat(Share.NONE.left(0)).isZero();
    }

    @Test
    void shouldKeepTimeForCounting() {
        // Given
        Share share = timetable(Optional.of(Duration.ofSeconds(60)), kill).next(kill);

        // Then
        assertThat(share.leftBeforeCounting(1_000_000, nanos.get())).isEqualTo(Duration.ofSeconds(45));
        assertThat(share.leftBeforeCounting(100_000_000, nanos.get())).isZero();
    }

    private Timetable timetable(Optional<Duration> time, Scenario... scenarios) {
        return new Timetable(time, List.of(scenarios), nanos::get);
    }
}
