package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.rig.CpuGroup;
import dev.consilium.ops.bench.rig.Drain;
import dev.consilium.ops.bench.rig.ImageKind;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class StandingTest {

    private final Standing standing = new Standing(
            ImageKind.JPEG_32,
            1_000,
            2,
            List.of(limit(20_000), limit(22_000), limit(18_000)),
            List.of(drain(16_000), drain(15_000), drain(17_000)),
            List.of(drain(16_000), drain(16_000), drain(16_000)),
            List.of(drain(80_000)),
            List.of(drain(2_000)));

    @Test
    void shouldGiveMediansAndTheirRatios() {
        // Given
        Figures figures = Figures.part();

        // When
        standing.addTo(figures);

        // Then
        assertThat(figures.asMap())
                .containsEntry("imagesPerSecond", 16_000.0)
                .containsEntry("limitImagesPerSecond", 20_000.0)
                .containsEntry("bareLoopImagesPerSecond", 16_000.0)
                .containsEntry("passThroughImagesPerSecond", 80_000.0)
                .containsEntry("naiveImagesPerSecond", 2_000.0)
                .containsEntry("ratioToLimit", 0.8)
                .containsEntry("ratioToBareLoop", 1.0)
                .containsEntry("ratioToNaive", 8.0)
                .containsEntry("cpuRatioToLimit", 0.8)
                .containsEntry("cpuRatioToBareLoop", 1.0);
    }

    @Test
    void shouldTellWhoUsesTheProcessor() {
        // Given
        Figures figures = Figures.part();

        // When
        standing.addTo(figures);

        // Then
        assertThat(figures.asMap().get("cpuMicrosPerImage"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("scorers", 50.0)
                .containsEntry("broker", 10.0)
                .containsEntry("streamThreads", 0.0)
                .containsEntry("total", 60.0)
                .extractingByKey("kernel")
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("forward", 40.0)
                .containsEntry("forwardPerSpecialist", 20.0)
                .containsEntry("total", 48.0);
    }

    @Test
    void shouldDrawWhatIsCompared() {
        assertThat(standing.chart().lines())
                .hasSize(5)
                .anyMatch(line -> line.contains("limit (no Kafka)") && line.contains("Consilium: 0.80 of it"));
        assertThat(standing.costs().lines()).anyMatch(line -> line.contains("kernel: forward"));
    }

    private static Limit.Result limit(double rate) {
        return new Limit.Result(rate, Map.of(Stage.DECODE, 5.0, Stage.PUT, 2.0, Stage.FORWARD, 40.0, Stage.RULE, 1.0));
    }

    private static Drain drain(double rate) {
        return new Drain((long) rate, 1, Map.of(CpuGroup.SCORERS, 50.0, CpuGroup.BROKER, 10.0));
    }
}
