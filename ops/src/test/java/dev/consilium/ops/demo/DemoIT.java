package dev.consilium.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import dev.consilium.ops.client.ImageFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The demo as a user runs it, on a few images in folders, with the app in a process of its own. */
class DemoIT {
    private static final int IMAGES = 1200;

    @Test
    void shouldSwapUnderLoadAndLoseNothing(@TempDir Path folder) throws Exception {
        // Given
        Path images = writeImages(folder.resolve("images"));
        Path figures = folder.resolve("out.json");
        StringWriter out = new StringWriter();

        // When
        int status = new CommandLine(new DemoCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "--once",
                        "--data",
                        images.toString(),
                        "--json",
                        figures.toString(),
                        "--rate",
                        "60",
                        "--enough",
                        "240");

        // Then
        assertThat(status).as(out.toString()).isZero();
        JsonNode json = new ObjectMapper().readTree(figures.toFile());
        assertThat(json.get("images").asLong()).isGreaterThanOrEqualTo(480);
        assertThat(json.get("predictions")).isEqualTo(json.get("images"));
        assertThat(json.get("lost").asLong()).isZero();
        assertThat(json.get("duplicated").asLong()).isZero();
        assertThat(json.get("outOfOrder").asLong()).isZero();
        assertThat(json.get("swaps")).hasSize(2);
        assertThat(json.get("accuracyAfter").asDouble())
                .isGreaterThan(json.get("accuracyBefore").asDouble() + 0.02);
        assertThat(out.toString()).contains("app swapped them in under load", "first-half  v1 → v2");
    }

    /** Some of the images that come with the project, as one folder of PNG files a class. */
    private static Path writeImages(Path folder) throws IOException {
        Exhibit bundled = Exhibit.bundled(Path.of(System.getProperty("consilium.home")), 1);
        ImageFiles files = new PngFiles(
                ImageFiles.labelled(bundled.data().training(), bundled.data().classNames()));
        for (int index = 0; index < IMAGES; index++) {
            Image image = files.image(index);
            Path classFolder =
                    folder.resolve(String.valueOf(image.getAttributes().get(ImageFiles.LABEL)));
            Files.createDirectories(classFolder);
            Files.write(classFolder.resolve(index + ".png"), image.getContent().array());
        }
        return folder;
    }
}
