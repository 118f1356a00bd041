package dev.consilium.ops.bench.rig;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CpuGroupTest {

    @ParameterizedTest
    @CsvSource({
        "consilium-1-0b7c-StreamThread-2, STREAM_THREADS",
        "scorer-0, SCORERS",
        "loop-1, LOOPS",
        "kafka-producer-network-thread | consilium-1-StreamThread-1-producer, PRODUCER_NETWORK",
        "kafka-coordinator-heartbeat-thread | consilium-1, CONSUMERS",
        "data-plane-kafka-request-handler-3, BROKER",
        "ExpirationReaper-1-Fetch, BROKER",
        "roster-feed, REST"
    })
    void shouldKnowThreadsByTheirNames(String thread, CpuGroup group) {
        assertThat(CpuGroup.of(thread)).isEqualTo(group);
    }

    @Test
    void shouldShareOutWhatTheProcessHasUsed() {
        // Given
        CpuTimes before = new CpuTimes(
                Map.of(
                        1L, new CpuTimes.Used(CpuGroup.SCORERS, 100),
                        2L, new CpuTimes.Used(CpuGroup.BROKER, 50),
                        3L, new CpuTimes.Used(CpuGroup.REST, 10)),
                1_000);
        CpuTimes after = new CpuTimes(
                Map.of(
                        1L, new CpuTimes.Used(CpuGroup.SCORERS, 400),
                        2L, new CpuTimes.Used(CpuGroup.BROKER, 150),
                        4L, new CpuTimes.Used(CpuGroup.SCORERS, 70)),
                1_600);

        // When
        Map<CpuGroup, Long> used = after.nanosSince(before);

        // Then
        assertThat(used)
                .containsOnly(
                        Map.entry(CpuGroup.SCORERS, 370L),
                        Map.entry(CpuGroup.BROKER, 100L),
                        Map.entry(CpuGroup.JVM, 130L));
    }
}
