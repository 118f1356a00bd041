package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.consilium.ops.bench.rig.CpuGroup;
import dev.consilium.ops.bench.rig.Drain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleResultTest {

    private final ScaleResult result = new ScaleResult(
            1_000,
            new Bytes(1_000, 500),
            List.of(
                    row(Setup.base(2), 16_000, 125),
                    row(new Setup("specialists", 1, 2, 12, 32, 256), 28_000, 70),
                    row(new Setup("specialists", 5, 2, 12, 32, 256), 7_000, 290),
                    row(new Setup("batch size", 2, 2, 12, 1, 256), 2_000, 900)),
            Map.of(1, List.of(limit(50)), 2, List.of(limit(100)), 5, List.of(limit(250))),
            Map.of(1, List.of(drain(7_000, 1)), 2, List.of(drain(13_300, 1))),
            "");

    @Test
    void shouldCompareOneMoreSpecialistWithItsOwnForward() {
        assertThat(result.forwardMicros()).isEqualTo(50, within(1e-9));
        assertThat(result.costPerSpecialistRatio()).isEqualTo(1.1, within(1e-9));
        assertThat(result.figures().asMap())
                .containsEntry("costPerSpecialistRatio", result.costPerSpecialistRatio())
                .containsEntry("twoInstancesRatio", 1.9);
    }

    @Test
    void shouldNotChargeASpecialistWithWhatComesBySecondsAndNotByImages() {
        // Given: commits take the broker the same time each second, and images become fewer
        List<ScaleRow> rows = List.of(slowed(1, 20_000), slowed(2, 10_000), slowed(10, 2_000));

        // When
        ScaleResult slower = new ScaleResult(
                1_000, new Bytes(1_000, 500), rows, Map.of(1, List.of(limit(50))), Map.of(), "not asked for");

        // Then
        assertThat(slower.costPerSpecialistRatio()).isEqualTo(1, within(1e-9));
        assertThat(slower.costPerSpecialistRatioOfAll()).isEqualTo(1.2, within(1e-9));
    }

    private static ScaleRow slowed(int specialists, double rate) {
        double brokerMicrosASecond = 200_000;
        return new ScaleRow(
                new Setup("specialists", specialists, 2, 12, 32, 256),
                List.of(new Drain(
                        (long) rate,
                        1,
                        Map.of(CpuGroup.SCORERS, 50.0 * specialists, CpuGroup.BROKER, brokerMicrosASecond / rate))));
    }

    @Test
    void shouldWriteTheTableOfTheDocument() {
        assertThat(result.markdown())
                .contains("| base | 2 | 2 | 12 | 32 | 256 | 16,000 | 125.0 µs |")
                .contains("| batch size | 2 | 2 | 12 | 1 | 256 | 2,000 | 900.0 µs |")
                .containsPattern("\\| 2 instances, a core each \\| [0-9,]+ images/s \\| 13,300 images/s \\|")
                .contains("costs 1.10 times its own forward of 50.0 µs in the threads");
    }

    private static ScaleRow row(Setup setup, double rate, double micros) {
        return new ScaleRow(setup, List.of(drain(rate, micros)));
    }

    private static Drain drain(double rate, double micros) {
        return new Drain((long) rate, 1, Map.of(CpuGroup.SCORERS, micros));
    }

    private static Limit.Result limit(double forward) {
        return new Limit.Result(1, Map.of(Stage.FORWARD, forward));
    }
}
