package dev.consilium.ops.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What {@code ops/prometheus} and {@code ops/grafana} say. */
public final class MonitoringFiles {

    static final Path PROMETHEUS = home().resolve("ops/prometheus");
    static final Path GRAFANA = home().resolve("ops/grafana");

    /** Names of the app's, Kafka's and the JVM's meters; what rules record has a colon, and what it starts with is none. */
    private static final Pattern METER = Pattern.compile("\\b(?:consilium|kafka|jvm|process|system)_[a-z0-9_]+");

    private static final ObjectMapper JSON = new ObjectMapper();

    private MonitoringFiles() {}

    public static Path home() {
        return Path.of(System.getProperty("consilium.home"));
    }

    static List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        yaml(PROMETHEUS.resolve("consilium-rules.yml"))
                .get("groups")
                .forEach(group -> group.get("rules").forEach(rules::add));
        return rules;
    }

    static List<JsonNode> alerts() {
        return rules().stream().filter(rule -> rule.has("alert")).toList();
    }

    static List<JsonNode> dashboards() {
        try (Stream<Path> files = Files.list(GRAFANA.resolve("dashboards"))) {
            return files.map(MonitoringFiles::json).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The panels of all dashboards that ask for something. */
    static List<JsonNode> panels() {
        return dashboards().stream()
                .flatMap(dashboard -> children(dashboard.get("panels")))
                .filter(panel -> !panel.get("type").asText().equals("row"))
                .toList();
    }

    /** What the panels of all dashboards ask. */
    static List<String> asked() {
        return panels().stream()
                .flatMap(panel -> children(panel.get("targets")))
                .map(target -> target.get("expr").asText())
                .toList();
    }

    /** Every meter that a rule or a panel asks for, under Prometheus' name. */
    static Set<String> meters() {
        Stream<String> recorded = rules().stream().map(rule -> rule.get("expr").asText());
        Set<String> meters = new TreeSet<>();
        Stream.concat(recorded, asked().stream())
                .flatMap(expression -> METER.matcher(expression).results())
                .map(MatchResult::group)
                .forEach(meters::add);
        return meters;
    }

    public static Stream<JsonNode> children(JsonNode array) {
        List<JsonNode> children = new ArrayList<>();
        array.forEach(children::add);
        return children.stream();
    }

    /** Anchors and merge keys resolved. */
    public static JsonNode yaml(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            Object content = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            return JSON.valueToTree(content);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }
}
