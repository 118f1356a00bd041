package dev.consilium.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartFilesTest {
    private static final int FIRST_COLOUR = 0xff6f9fe3;
    private static final int WHITE = 0xffffffff;

    @TempDir
    Path folder;

    @Test
    void shouldDrawWhatThePageShows() throws Exception {
        // Given: one full bar of the first colour, from 0.95 to 1
        Figure figure = new Figure(
                "Confidence of a@v1",
                List.of("its own", "others"),
                new Histogram("h", "confidence", List.of(new Histogram.Group("<own>", List.of(1.0)))),
                "One value.");

        // When
        List<Path> files = ChartFiles.write(List.of(figure, figure), folder.resolve("new"));

        // Then
        assertThat(files)
                .extracting(file -> file.getFileName().toString())
                .containsExactly("confidence-of-a-v1.png", "confidence-of-a-v1-2.png");
        BufferedImage image = ImageIO.read(files.get(0).toFile());
        assertThat(image.getWidth()).isEqualTo(ChartFiles.SCALE * (Svg.WIDTH + 2 * FigureDocument.MARGIN));
        assertThat(image.getHeight())
                .isBetween(ChartFiles.SCALE * (int) Frame.HEIGHT, ChartFiles.SCALE * ((int) Frame.HEIGHT + 100));
        assertThat(image.getRGB(2, 2)).isEqualTo(WHITE);
        assertThat(darkPixels(image, 0, 2 * FigureDocument.MARGIN + 30))
                .as("headline")
                .isPositive();
        assertThat(darkPixels(image, image.getHeight() - 60, image.getHeight()))
                .as("caption")
                .isPositive();
    }

    @Test
    void shouldFillAsThePageDoes() throws Exception {
        HeatMap all = new HeatMap("m", List.of("a"), List.of(List.of(1L)));

        BufferedImage image = ChartFiles.image(new Figure("m", List.of(), all, ""));

        assertThat(image.getRGB(image.getWidth() / 2 + 60, image.getHeight() * 3 / 4))
                .isEqualTo(FIRST_COLOUR);
    }

    @Test
    void shouldDrawTheLargestHeatMap() throws Exception {
        List<String> names =
                IntStream.range(0, HeatMap.LARGEST).mapToObj(Integer::toString).toList();
        HeatMap largest =
                new HeatMap("m", names, Collections.nCopies(names.size(), Collections.nCopies(names.size(), 1L)));

        BufferedImage image = ChartFiles.image(new Figure("m", List.of(), largest, "All alike."));

        assertThat(image.getHeight()).isGreaterThan(image.getWidth() * 3 / 4);
    }

    private static long darkPixels(BufferedImage image, int top, int bottom) {
        return IntStream.range(top, bottom)
                .mapToLong(y -> IntStream.range(0, image.getWidth())
                        .filter(x -> (image.getRGB(x, y) & 0xff) < 100)
                        .count())
                .sum();
    }
}
