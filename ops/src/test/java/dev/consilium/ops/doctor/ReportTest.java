package dev.consilium.ops.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.doctor.Finding.Failed;
import dev.consilium.ops.doctor.Finding.NotChecked;
import dev.consilium.ops.doctor.Finding.Ok;
import dev.consilium.ops.doctor.Finding.Warning;
import dev.consilium.ops.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReportTest {

    private static final List<Finding> FINDINGS = List.of(
            new Ok("Java", "17"),
            new Warning("heap", "small", "give it more"),
            new Failed("broker", "nothing listens", "start one"),
            new NotChecked("topics", "needs the broker"));

    private final StringWriter out = new StringWriter();

    @Test
    void shouldUseWordsWithoutATerminal() {
        // When
        print(false);

        // Then
        assertThat(out.toString().lines())
                .containsExactly(
                        "ok         Java                  17",
                        "warning    heap                  small",
                        "                                 -> give it more",
                        "failed     broker                nothing listens",
                        "                                 -> start one",
                        "unchecked  topics                needs the broker",
                        "",
                        "1 right, 1 warnings, 1 failed, 1 not checked");
    }

    @Test
    void shouldUseMarksOnATerminal() {
        // When
        print(true);

        // Then
        assertThat(out.toString())
                .contains("✓\u001B[0m Java", "!\u001B[0m heap", "✗\u001B[0m broker", "-\u001B[0m topics");
    }

    @Test
    void shouldTellProgramsTheSame() {
        // When
        Map<String, Object> figures = Report.figures(FINDINGS);

        // Then
        assertThat(figures).containsEntry("healthy", false).containsEntry("failed", 1L);
        assertThat(figures.get("findings"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
                .contains(
                        Map.of("name", "broker", "state", "failed", "found", "nothing listens", "cure", "start one"),
                        Map.of("name", "topics", "state", "unchecked", "found", "needs the broker"));
        assertThat(Report.isHealthy(FINDINGS.subList(0, 2))).isTrue();
    }

    private void print(boolean terminal) {
        Report report = new Report(new Terminal(new PrintWriter(out), terminal, 100));
        FINDINGS.forEach(report::print);
        report.printSum(FINDINGS);
    }
}
