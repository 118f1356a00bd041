package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SizingTest {

    private final Sizing sizing = new Sizing(140, 14, new Bytes(1_000, 500));

    @Test
    void shouldLeaveCoresRoomToCatchUp() {
        assertThat(sizing.appCores(100_000)).isEqualTo(20, within(1e-9));
        assertThat(sizing.brokerCores(100_000)).isEqualTo(6, within(1e-9));
    }

    @Test
    void shouldGiveEveryCoreSeveralPartitions() {
        assertThat(sizing.partitions(1_000)).isEqualTo(12);
        assertThat(sizing.partitions(100_000)).isEqualTo(40);
    }

    @Test
    void shouldCountEveryReplica() {
        assertThat(sizing.userGigabits(1_000_000)).isEqualTo(12, within(1e-9));
        assertThat(sizing.insideGigabits(1_000_000)).isEqualTo(36, within(1e-9));
        assertThat(sizing.terabytesPerDay(100_000)).isEqualTo(38.88, within(1e-9));
    }

    @Test
    void shouldForetellWhatBusyCoresAnswer() {
        assertThat(sizing.imagesPerSecond(1)).isEqualTo(7_143, within(1.0));
        assertThat(sizing.imagesPerSecondWithBroker(2)).isEqualTo(12_987, within(1.0));
    }

    @Test
    void shouldWriteARowForEachRate() {
        assertThat(sizing.markdown())
                .contains("| 100,000 | 20 | 6.0 | 40 | 1.2 Gbit/s | 3.6 Gbit/s | 39 TB |")
                .contains("| 1,000 | 0.20 |")
                .contains("| 1,000,000 | 200 |");
    }
}
