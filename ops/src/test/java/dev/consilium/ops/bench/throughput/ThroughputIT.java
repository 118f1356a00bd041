package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.rig.DrainMeter;
import dev.consilium.ops.bench.rig.ImageKind;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.SharedStack;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The measurement itself: everybody answers every image, and the figures are there. Not how fast. */
class ThroughputIT {

    private static final int PARTITIONS = 2;
    private static final int IMAGES = 330;
    /** Kafka Streams alone commits so many in no less than several transactions, on whatever machine. */
    private static final long IMAGES_TIMED = 100_000;

    private static Rig rig;
    private static List<SpecialistPackage> specialists;
    private static Models models;

    @BeforeAll
    static void start() throws Exception {
        rig = Rig.on(SharedStack.get());
        specialists = rig.specialists(2);
        models = Models.load(specialists, ThroughputSettings.BATCH);
    }

    @AfterAll
    static void stop() throws Exception {
        models.close();
        rig.close();
    }

    @Test
    @SuppressWarnings("try") // what runs only has to be there
    void shouldAnswerEveryImageWhoeverIsMeasured() throws Exception {
        // Given
        Topics topics = rig.topics("consilium", "images", PARTITIONS);
        rig.publish(topics, specialists);
        rig.preload(rig.images(ImageKind.RGB8_32), topics.images(), 0, IMAGES);
        List<Contestant> contestants = List.of(
                new Consilium(rig, topics, Map.of()),
                new BareLoop(rig, rig.topics("bare", "images", PARTITIONS), models, 2, ThroughputSettings.BATCH),
                new StreamsAlone(rig, rig.topics("pass", "images", PARTITIONS), 2, 500));
        for (Contestant contestant : contestants) {
            // When
            long outcomes;
            try (DrainMeter meter = new DrainMeter(rig.connection(), contestant.output());
                    AutoCloseable running = contestant.start(contestant.name())) {
                outcomes = meter.awaitAll(IMAGES);
            }

            // Then
            assertThat(outcomes).as(contestant.name()).isEqualTo(IMAGES);
        }
    }

    @Test
    void shouldReportEveryFigure() throws Exception {
        // Given
        ThroughputSettings settings = new ThroughputSettings(
                OptionalLong.of(IMAGES_TIMED),
                1,
                0,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMillis(200),
                OptionalInt.empty(),
                OptionalInt.empty());
        Figures figures = Figures.part();

        // When
        Standing standing = new KindContest(rig, settings, models, ImageKind.JPEG_32, line -> {}).run(specialists);
        standing.addTo(figures);

        // Then
        assertThat(figures.asMap())
                .containsKeys(
                        "imagesPerSecond",
                        "limitImagesPerSecond",
                        "bareLoopImagesPerSecond",
                        "passThroughImagesPerSecond",
                        "ratioToLimit",
                        "ratioToBareLoop",
                        "cpuMicrosPerImage");
        assertThat(standing.consilium().get(0).imagesPerSecond()).isPositive();
        assertThat(standing.chart().lines()).anyMatch(line -> line.contains("limit (no Kafka)"));
    }

    @Test
    void shouldMeasureTheKernelAgainstTheFlopRoof() {
        // When
        FlopRoof.Result roof =
                FlopRoof.measure(models.specialists().get(0), models.loaded().get(0), Duration.ofMillis(300));

        // Then
        assertThat(FlopRoof.operations(models.specialists().get(0))).isEqualTo(2 * 27 * 32 * 32 * 32 + 2 * 8192 * 5);
        assertThat(roof.kernel()).isPositive();
        assertThat(roof.forward()).isGreaterThan(roof.kernel());
    }
}
