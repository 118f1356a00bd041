package dev.consilium.ops.bench.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TrainingBenchCommandTest {

    private static final List<String> PYTHONS = List.of("python3", "/usr/bin/python3");
    private static final Path DATA = Path.of(System.getProperty("consilium.home"), "ops/demo-data");

    @TempDir
    Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void shouldTrainTheSameInPythonToAboutTheSameLoss() throws Exception {
        // Given
        Optional<String> python =
                PYTHONS.stream().filter(TrainingBenchCommandTest::hasTorch).findFirst();
        assumeThat(python)
                .as("SKIPPED: bench training is not tested, none of %s has torch and numpy", PYTHONS)
                .isPresent();
        Path json = folder.resolve("figures.json");

        // When
        int status = run("--python", python.get(), "--json", json.toString());

        // Then
        assertThat(status).as(errors.toString()).isZero();
        JsonNode figures = new ObjectMapper().readTree(json.toFile());
        assertThat(figures.path("trainingSpeedRatioToPython").asDouble()).isPositive();
        for (int specialist = 0; specialist < 2; specialist++) {
            double ours = figures.path("losses").path(specialist).asDouble();
            assertThat(ours).isPositive();
            assertThat(figures.path("pythonLosses").path(specialist).asDouble()).isBetween(0.7 * ours, 1.4 * ours);
        }
    }

    @Test
    void shouldSayWhichPythonItLacks() {
        assertThat(run("--python", folder.resolve("no-python").toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("no-python");
    }

    private int run(String... more) {
        CommandLine command = new CommandLine(new TrainingBenchCommand())
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(errors, true));
        List<String> arguments = new ArrayList<>(
                List.of("--data", DATA.toString(), "--plan", "0-4,5-9", "--epochs", "1", "--turns", "1"));
        arguments.addAll(List.of(more));
        return command.execute(arguments.toArray(String[]::new));
    }

    private static boolean hasTorch(String python) {
        try {
            return new ProcessBuilder(python, "-c", "import torch, numpy")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
