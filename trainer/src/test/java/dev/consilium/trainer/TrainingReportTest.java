package dev.consilium.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.trainer.evaluate.EvaluateCommand;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What a training leaves to look at, against the figures that the commands give as JSON. */
class TrainingReportTest {
    private static final String HOSTILE = "<script>alert('1')</script>";

    @Command(subcommands = {TrainCommand.class, EvaluateCommand.class})
    private static final class Root {}

    @TempDir
    static Path folder;

    private static JsonNode training;
    private static JsonNode evaluation;
    private static String text;
    private static Document page;

    @BeforeAll
    static void train() throws Exception {
        Path data = TinyData.write(folder.resolve("data"), 6, 120, 60);
        Files.write(data.resolve("classes.txt"), List.of(HOSTILE, "b", "c", "d", "e", "f"));
        Path out = folder.resolve("out");
        run("train --data " + data + " --architecture simple-cnn --outliers reject --epochs 3 --batch-size 16 --plan"
                + " low=0,1,2;high=3-5 --early-stopping 3 --held-out 0.2 --out " + out + " --charts "
                + folder.resolve("charts") + " --json " + folder.resolve("train.json"));
        run("evaluate --packages " + out + " --data " + data + " --json " + folder.resolve("evaluate.json"));
        training = new ObjectMapper().readTree(folder.resolve("train.json").toFile());
        evaluation = new ObjectMapper().readTree(folder.resolve("evaluate.json").toFile());
        text = Files.readString(out.resolve("report.html"));
        page = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(out.resolve("report.html").toFile());
    }

    @Test
    void shouldHaveAllSections() throws Exception {
        assertThat(texts("//h2"))
                .containsExactly(
                        "How it went",
                        "All together",
                        "All together: what is taken for what",
                        "All together: the surest of the wrong answers",
                        "Recipe",
                        "Who learnt what");
        assertThat(texts("//h3"))
                .containsExactly(
                        "Loss of low",
                        "Accuracy of low",
                        "Speed of low",
                        "Loss of high",
                        "Accuracy of high",
                        "Speed of high",
                        "Confusion",
                        "Reliability",
                        "Who answers",
                        "Confidence of high@v1",
                        "Confidence of low@v1",
                        "Learning rate");
        assertThat(texts("//table[@class='facts']//th")).contains("architecture", "learningRate", "low", "high");
    }

    @Test
    void shouldDrawEachEpoch() throws Exception {
        for (JsonNode specialist : training.get("specialists")) {
            String name = specialist.get("specialist").asText();
            assertThat(specialist.get("epochs")).isNotEmpty();
            for (JsonNode epoch : specialist.get("epochs")) {
                String at = " at epoch " + epoch.get("epoch").asInt();
                assertThat(tips("Loss of " + name))
                        .contains(
                                "training: " + exact(epoch.get("loss")) + at,
                                "held out: " + exact(epoch.get("heldOutLoss")) + at);
                assertThat(tips("Accuracy of " + name))
                        .contains(
                                "training: " + exact(epoch.get("accuracy")) + at,
                                "held out: " + exact(epoch.get("heldOutAccuracy")) + at);
                assertThat(epoch.get("images").asInt()).isPositive();
                assertThat(epoch.get("accuracy").asDouble()).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void shouldDrawTheLearningRate() throws Exception {
        List<String> drawn = new ArrayList<>();
        for (JsonNode epoch : training.get("specialists").get(0).get("epochs")) {
            drawn.add("learning rate: " + exact(epoch.get("learningRate")) + " at epoch " + epoch.get("epoch"));
        }

        assertThat(tips("Learning rate")).isEqualTo(drawn);
    }

    @Test
    void shouldJudgeAsEvaluateDoes() throws Exception {
        // The three shares with their intervals
        assertThat(texts("//div[@class='tile']/strong"))
                .contains(
                        percent(evaluation.get("routed")),
                        percent(evaluation.get("inSubset")),
                        percent(evaluation.get("rightSpecialist")));
        JsonNode interval = evaluation.get("intervals").get("routed");
        assertThat(texts("//div[@class='tile']/small"))
                .contains("95 %: " + percent(interval.get(0)) + " to " + percent(interval.get(1)));

        // Confusion and calibration
        JsonNode classes = evaluation.get("classes");
        List<String> cells = tips("Confusion");
        assertThat(cells).hasSize(classes.size() * classes.size());
        for (int row = 0; row < classes.size(); row++) {
            for (int column = 0; column < classes.size(); column++) {
                assertThat(cells.get(row * classes.size() + column))
                        .startsWith(classes.get(row).asText() + " answered as "
                                + classes.get(column).asText() + ": "
                                + evaluation
                                        .get("confusion")
                                        .get(row)
                                        .get(column)
                                        .asInt() + " (");
            }
        }
        assertThat(texts("//figure[h3='Reliability']/figcaption").get(0))
                .contains(String.format(
                        Locale.ROOT,
                        "expected calibration error %.3f",
                        evaluation.get("calibrationError").asDouble()));
    }

    @Test
    void shouldShowTheWorstMistakes() throws Exception {
        int wrong = 0;
        for (int row = 0; row < evaluation.get("classes").size(); row++) {
            for (int column = 0; column < evaluation.get("classes").size(); column++) {
                wrong += row == column
                        ? 0
                        : evaluation.get("confusion").get(row).get(column).asInt();
            }
        }
        List<String> pictures = texts("//div[@class='pictures']//img/@src");
        assertThat(pictures).hasSize(Math.min(24, wrong)).isNotEmpty();
        byte[] png = Base64.getDecoder().decode(pictures.get(0).substring("data:image/png;base64,".length()));
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(32);
    }

    @Test
    void shouldNeedNothingElseAndRunNothing() throws Exception {
        assertThat(text).doesNotContain("<script", "http:", "https:", "url(");
        assertThat(texts("//table[@class='facts']//td")).contains(HOSTILE + ", b, c");
    }

    @Test
    void shouldWriteAPictureOfEachChart() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("charts"))) {
            List<Path> charts = files.toList();
            assertThat(charts)
                    .hasSize(texts("//h3").size())
                    .contains(folder.resolve("charts/loss-of-low.png"), folder.resolve("charts/confusion.png"));
            for (Path chart : charts) {
                assertThat(ImageIO.read(chart.toFile()).getWidth()).isEqualTo(768);
            }
        }
    }

    private static void run(String line) {
        StringWriter errors = new StringWriter();
        int exit = new CommandLine(new Root())
                .setOut(new PrintWriter(new StringWriter(), true))
                .setErr(new PrintWriter(errors, true))
                .execute(line.split(" "));
        assertThat(exit).as(errors.toString()).isZero();
    }

    private static List<String> tips(String figure) throws Exception {
        return texts("//figure[h3='" + figure + "']//*[name()='svg']//*[name()='title']");
    }

    private static List<String> texts(String path) throws Exception {
        NodeList nodes = (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, page, XPathConstants.NODESET);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    private static String exact(JsonNode value) {
        return new BigDecimal(value.asDouble())
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String percent(JsonNode share) {
        return String.format(Locale.ROOT, "%.1f %%", share.asDouble() * 100);
    }
}
