package dev.consilium.ops.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MonitoringTest {

    @Test
    void shouldTellOfEveryAlertWhatItMeansAndWhatToDo() throws IOException {
        List<String> sections = sections(MonitoringFiles.home().resolve("docs/operations.md"));

        assertThat(MonitoringFiles.alerts()).isNotEmpty().allSatisfy(alert -> {
            String name = alert.get("alert").asText();
            JsonNode annotations = alert.get("annotations");
            assertThat(annotations.get("summary").asText()).as(name).isNotBlank();
            assertThat(annotations.get("description").asText()).as(name).isNotBlank();
            assertThat(annotations.get("runbook_url").asText())
                    .isEqualTo("docs/operations.md#" + name.toLowerCase(Locale.ROOT));
            assertThat(alert.get("labels").get("severity").asText()).as(name).isIn("critical", "warning");
            assertThat(sections).as("sections of docs/operations.md").contains(name);
        });
    }

    @Test
    void shouldShowPanelsThatAskTheDataSourceThatIsProvisioned() {
        JsonNode source = MonitoringFiles.yaml(
                        MonitoringFiles.GRAFANA.resolve("provisioning/datasources/prometheus.yml"))
                .get("datasources")
                .get(0);

        assertThat(MonitoringFiles.panels()).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.get("datasource").get("uid")).isEqualTo(source.get("uid"));
            assertThat(MonitoringFiles.children(panel.get("targets"))
                            .map(target -> target.get("expr").asText()))
                    .as(panel.get("title").asText())
                    .isNotEmpty()
                    .doesNotContain("");
        });
        assertThat(MonitoringFiles.panels())
                .extracting(panel -> panel.get("id").asInt())
                .doesNotHaveDuplicates();
    }

    /** Debian's package prometheus has promtool. */
    @Nested
    class Promtool {

        @BeforeEach
        void requirePromtool() {
            assumeTrue(
                    Stream.of(System.getenv("PATH").split(File.pathSeparator))
                            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
                    "No promtool on the PATH: rules are not tested. Debian's package prometheus has it");
        }

        @Test
        void shouldFindConfigurationAndRulesWellFormed() throws Exception {
            promtool("check", "config", "prometheus.yml");
        }

        @Test
        void shouldFindTheRulesRight() throws Exception {
            promtool("test", "rules", "consilium-rules-test.yml");
        }

        @Test
        void shouldFindWhatTheDashboardsAskWellFormed(@TempDir Path folder) throws Exception {
            Path asked = folder.resolve("asked.yml");
            Files.write(
                    asked,
                    Stream.concat(
                                    Stream.of("groups:", "- name: dashboards", "  rules:"),
                                    MonitoringFiles.asked().stream().distinct().map(Promtool::asRule))
                            .toList());

            promtool("check", "rules", asked.toString());
        }

        /** What Grafana puts in the place of its variables is of no matter here; JSON's strings are YAML's, too. */
        private static String asRule(String expression) {
            String plain = expression.replace("$__rate_interval", "1m").replace("$job", "consilium");
            return "  - {record: \"dashboard:" + Integer.toHexString(expression.hashCode()) + "\", expr: "
                    + TextNode.valueOf(plain) + "}";
        }

        private void promtool(String... arguments) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(Stream.concat(Stream.of("promtool"), Stream.of(arguments))
                            .toList())
                    .directory(MonitoringFiles.PROMETHEUS.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(output).isZero();
        }
    }

    private static List<String> sections(Path document) throws IOException {
        return Files.readAllLines(document).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", ""))
                .toList();
    }
}
