package dev.consilium.streams.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class OccupancyTest {

    private static final long MILLI = 1_000_000;

    private final Occupancy occupancy = new Occupancy(2, 0);

    @Test
    void shouldForgetWhatWasLongAgo() {
        occupancy.busy(2, 0);
        occupancy.busy(0, 1_000 * MILLI);

        assertThat(occupancy.share(1_000 * MILLI)).isCloseTo(1, within(0.001));
        assertThat(occupancy.share(2_000 * MILLI)).isCloseTo(0, within(0.001));
    }

    @Test
    void shouldBeTheShareOfTheTimeOfAllScorers() {
        // Given one of two scorers that is busy for four of each ten milliseconds
        for (int i = 0; i < 100; i++) {
            occupancy.busy(1, 10 * i * MILLI);
            occupancy.busy(0, (10 * i + 4) * MILLI);
        }

        // Then
        assertThat(occupancy.share(1_000 * MILLI)).isCloseTo(0.2, within(0.01));
    }

    @Test
    void shouldNotBeMovedByOneBatch() {
        occupancy.busy(1, 0);
        occupancy.busy(0, 5 * MILLI);

        assertThat(occupancy.share(5 * MILLI)).isLessThan(0.03);
    }
}
