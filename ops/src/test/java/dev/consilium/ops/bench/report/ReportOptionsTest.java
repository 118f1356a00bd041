package dev.consilium.ops.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ReportOptionsTest {

    @Command
    static final class Measurement {
        @Mixin
        ReportOptions report;
    }

    @Test
    void shouldWriteFiguresAndChart(@TempDir Path folder) throws Exception {
        // Given
        Measurement measurement = CommandLine.populateCommand(
                new Measurement(),
                "--json",
                folder.resolve("f.json").toString(),
                "--png",
                folder.resolve("f.png").toString());
        Figures figures =
                Figures.measuredOn(12, 1000).with("part", Figures.part().with("ratio", 0.5));
        BarChart chart = new BarChart("Title", "images/s", List.of(new BarChart.Bar("a", 1, "")));

        // When
        measurement.report.write(figures, chart);

        // Then
        JsonNode json = new ObjectMapper().readTree(folder.resolve("f.json").toFile());
        assertThat(json.get("cores").asInt()).isPositive();
        assertThat(json.get("javaVersion").asText()).isNotBlank();
        assertThat(json.get("partitions").asInt()).isEqualTo(12);
        assertThat(json.get("images").asInt()).isEqualTo(1000);
        assertThat(json.at("/part/ratio").asDouble()).isEqualTo(0.5);
        BufferedImage png = ImageIO.read(folder.resolve("f.png").toFile());
        assertThat(png.getWidth()).isGreaterThan(500);
    }

    @Test
    void shouldShowTheChartThenTheLines(@TempDir Path folder) throws Exception {
        // Given
        Path json = folder.resolve("f.json");
        Measurement measurement = CommandLine.populateCommand(new Measurement(), "--json", json.toString());
        BarChart chart = new BarChart("Title", "images/s", List.of(new BarChart.Bar("a", 1, "")));
        List<String> said = new ArrayList<>();

        // When
        measurement.report.give(Figures.part(), chart, List.of("met"), said::add);

        // Then
        assertThat(said).startsWith("  Title (images/s)").endsWith("met").hasSize(3);
        assertThat(json).exists();
    }

    @Test
    void shouldWriteNothingUnlessAsked() throws Exception {
        // Given
        Measurement measurement = CommandLine.populateCommand(new Measurement());
        BarChart chart = new BarChart("Title", "images/s", List.of(new BarChart.Bar("a", 1, "")));

        // When, Then: no file is named, none can be written
        measurement.report.write(Figures.part(), chart);
    }
}
