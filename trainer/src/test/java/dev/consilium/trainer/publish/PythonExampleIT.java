package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.PackageCommand;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** The example of docs/pytorch.md from end to end, where some Python has PyTorch, NumPy and Pillow. */
class PythonExampleIT {
    private static final Logger LOG = LoggerFactory.getLogger(PythonExampleIT.class);
    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
    private static final Path EXAMPLE =
            Path.of(System.getProperty("consilium.home"), "docs/examples/train_specialist.py");
    private static final int SIDE = 12;

    @TempDir
    Path folder;

    @Test
    void shouldTrainInPythonThenPackThenPublish() throws Exception {
        // Given
        Optional<String> python = python();
        assumeThat(python)
                .as("SKIPPED: the PyTorch example of docs/ is not tested, none of %s has torch, numpy and PIL", PYTHONS)
                .isPresent();
        Path data = folder.resolve("data");
        List<String> colours = List.of("blue", "green", "red", "white");
        for (int label = 0; label < colours.size(); label++) {
            write(data.resolve(colours.get(label)), label);
        }
        Path module = folder.resolve("model.pt");
        Commands commands = new Commands();

        // When
        String said =
                run(List.of(python.get(), EXAMPLE.toString(), data.toString(), "red,green", "30", module.toString()));
        int packed = new CommandLine(new PackageCommand())
                .execute(
                        "--model",
                        module.toString(),
                        "--classes",
                        "red,green",
                        "--data",
                        data.toString(),
                        "--specialist",
                        "colours",
                        "--outliers",
                        "reject",
                        "--out",
                        folder.resolve("packages").toString());
        int published = commands.run("publish", folder.resolve("packages").toString());

        // Then
        assertThat(module).as(said).exists();
        assertThat(packed).isZero();
        assertThat(published).as(commands.failure()).isZero();
        assertThat(commands.roster().inOrder())
                .extracting(RosterEntry::getSpecialist)
                .containsExactly("colours");
        SpecialistVersion manifest =
                commands.roster().manifest(new VersionKey("colours", "v1")).orElseThrow();
        assertThat(manifest.getMetrics().get("inSubset")).isGreaterThan(0.9);
        assertThat(manifest.getInput().getWidth()).isEqualTo(SIDE);
        assertThat(manifest.getRecipe()).containsEntry("probability", "2 * confidence - 1");
    }

    /** Noise in which one colour prevails. */
    private static void write(Path classFolder, int label) throws IOException {
        Files.createDirectories(classFolder);
        Random random = new Random(label);
        for (int i = 0; i < 32; i++) {
            BufferedImage image = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
            for (int pixel = 0; pixel < SIDE * SIDE; pixel++) {
                int light = label == 3 ? 0xffffff : 0xff << (8 * label);
                image.setRGB(pixel % SIDE, pixel / SIDE, (random.nextInt(1 << 24) & 0x7f7f7f) | (light & 0x808080));
            }
            ImageIO.write(image, "png", classFolder.resolve(i + ".png").toFile());
        }
    }

    private static Optional<String> python() throws InterruptedException {
        for (String python : PYTHONS) {
            try {
                run(List.of(python, "-c", "import torch, numpy, PIL"));
                return Optional.of(python);
            } catch (IOException e) {
                LOG.atWarn()
                        .addKeyValue("python", python)
                        .addKeyValue("reason", e.getMessage())
                        .log("This Python cannot run the PyTorch example");
            }
        }
        return Optional.empty();
    }

    /** What it said; an IOException with that when it failed. */
    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(command.get(0) + " failed: " + said);
        }
        return said;
    }
}
