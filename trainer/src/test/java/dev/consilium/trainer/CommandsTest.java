package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import ai.djl.engine.Engine;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.trainer.evaluate.EvaluateCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class CommandsTest {
    @Command(subcommands = {TrainCommand.class, EvaluateCommand.class})
    private static final class Root {}

    @TempDir
    static Path data;

    @TempDir
    Path out;

    private final StringWriter printed = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void write() throws IOException {
        TinyData.write(data, 6, 120, 60);
    }

    @Test
    void shouldTrainThenEvaluate() throws IOException {
        // Given
        Path trainJson = out.resolve("train.json");
        Path evaluateJson = out.resolve("evaluate.json");
        Path page = out.resolve("pages/evaluate.html");

        // When
        int trained = run("train --data " + data
                + " --architecture simple-cnn --outliers reject --epochs 2 --batch-size 32"
                + " --plan low=0,1,2;high=3-5 --seed 1 --version v7 --limit 110 --out " + out + " --json " + trainJson);
        int evaluated = run("evaluate --packages " + out + " --data " + data + " --against " + out.resolve("low")
                + " --json " + evaluateJson + " --html " + page);

        // Then
        assertThat(errors.toString()).isEmpty();
        assertThat(out.resolve(".checkpoints")).doesNotExist();
        assertThat(trained).isZero();
        assertThat(evaluated).isZero();
        assertThat(printed.toString())
                .contains("low: 100 %, epoch 2 of 2, loss ")
                .contains("high@v7")
                .contains("routed: answered right");
        JsonNode training = json(trainJson);
        assertThat(training.get("specialists")).hasSize(2);
        assertThat(training.get("specialists").get(0).get("inSubset").asDouble())
                .isBetween(0.0, 1.0);
        JsonNode evaluation = json(evaluateJson);
        assertThat(evaluation.get("images").asInt()).isEqualTo(60);
        assertThat(evaluation.get("routed").asDouble()).isBetween(0.0, 1.0);
        assertThat(evaluation.get("inSubset").asDouble())
                .isGreaterThanOrEqualTo(evaluation.get("routed").asDouble());
        assertThat(evaluation.get("rightSpecialist").asDouble())
                .isGreaterThanOrEqualTo(evaluation.get("routed").asDouble());
        assertThat(evaluation.get("intervals").get("routed").get(0).asDouble())
                .isLessThanOrEqualTo(evaluation.get("routed").asDouble());
        assertThat(evaluation.get("against").get("images").asInt()).isEqualTo(30);
        assertThat(evaluation.get("comparison").get("images").asInt()).isEqualTo(30);
        assertThat(evaluation
                        .get("comparison")
                        .get("mcNemar")
                        .get("onlyPackages")
                        .asInt())
                .as("alone, a specialist answers all of its own images")
                .isZero();
        assertThat(page).content().contains("Confusion", "Reliability", "data:image/png;base64,");
        assertThat(evaluation.get("shares").get("low").asDouble()
                        + evaluation.get("shares").get("high").asDouble())
                .isBetween(0.9999, 1.0001);
    }

    @Test
    void shouldCallAWrongPlanAUsageError() {
        assertThat(run("train --data " + data + " --plan 0-2,2-5 --out " + out)).isEqualTo(2);
        assertThat(errors.toString()).contains("Class 2 is planned for classes-0-2 and for classes-2-5");
    }

    @Test
    void shouldCallAWrongRecipeAUsageError() {
        assertThat(run("train --data " + data + " --plan 0-2,3-5 --outliers ignore --out " + out))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("Unknown way with outliers 'ignore'");
    }

    @Test
    void shouldRefuseToKeepMoreThanTheHeapHolds() {
        String train = "train --data " + data + " --plan 0-2,3-5 --out " + out;

        assertThat(run(train + " --cache-memory 900g")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("--cache-memory is 900g, and the heap has")
                .contains("set CONSILIUM_HEAP");
        assertThat(run(train + " --cache-memory 2T")).isEqualTo(2);
        assertThat(errors.toString()).contains("--cache-memory is '2T': write it like 512m or 4g");
    }

    @Test
    void shouldRefuseAGpuThatIsNotThere() {
        assumeThat(Engine.getInstance().getGpuCount()).isZero();
        String train = "train --data " + data + " --plan 0-2,3-5 --out " + out;

        assertThat(run(train + " --device gpu")).isEqualTo(1);
        assertThat(errors.toString()).contains("device is gpu, but libtorch can use no GPU here");
        assertThat(run(train + " --device gpu:1")).isEqualTo(1);
        assertThat(run(train + " --device cuda")).isEqualTo(2);
        assertThat(errors.toString())
                .contains("'cuda' is no device: it must be auto, cpu, gpu or, for example, gpu:0,1");
        assertThat(out).isEmptyDirectory();
    }

    @Test
    void shouldTrainOnTheCpuWhereThereIsNoGpu() {
        assumeThat(Engine.getInstance().getGpuCount()).isZero();

        assertThat(run("train --data " + data + " --plan 0-2,3-5 --epochs 1 --device auto --out " + out))
                .isZero();
        assertThat(errors.toString()).isEmpty();
    }

    @Test
    void shouldSayThatThereIsNoPackage() throws IOException {
        Files.createDirectories(out.resolve("empty"));

        assertThat(run("evaluate --packages " + out + " --data " + data)).isEqualTo(2);
        assertThat(errors.toString()).contains("There is no package in " + out);
    }

    private int run(String line) {
        return new CommandLine(new Root())
                .setOut(new PrintWriter(printed, true))
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" "));
    }

    private static JsonNode json(Path file) throws IOException {
        return new ObjectMapper().readTree(file.toFile());
    }
}
