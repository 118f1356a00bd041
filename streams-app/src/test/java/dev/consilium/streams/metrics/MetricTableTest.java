package dev.consilium.streams.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.streams.fixture.DocumentTable;
import io.micrometer.core.instrument.Meter;
import io.micrometer.prometheusmetrics.PrometheusNamingConvention;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The meters as the tables that docs/metrics.md shows, under the names that Prometheus sees. */
class MetricTableTest {

    private static final PrometheusNamingConvention NAMING = new PrometheusNamingConvention();

    @Test
    void shouldDocumentEveryMeterOfTheApp() throws Exception {
        String rows = Arrays.stream(Metric.values())
                .map(metric -> row(
                        name(metric.id(), metric.type(), metric.unit()),
                        metric.type(),
                        metric.unit().orElse(""),
                        metric.tags(),
                        metric.help()))
                .collect(Collectors.joining());

        new DocumentTable("| meter | kind | unit | labels | what it says |\n|---|---|---|---|---|\n" + rows)
                .assertIsIn("metrics.md");
    }

    @Test
    void shouldDocumentEveryMeterOfKafkasThatIsShown() throws Exception {
        String rows = Arrays.stream(KafkaMetric.values())
                .map(metric -> "| `" + name(metric.id(), metric.type(), Optional.empty()) + "` | " + kind(metric.type())
                        + " | " + metric.help() + " |\n")
                .collect(Collectors.joining());

        new DocumentTable("| Kafka's meter | kind | what it says |\n|---|---|---|\n" + rows).assertIsIn("metrics.md");
    }

    @Test
    void shouldNameEveryMeterOnce() {
        assertThat(Metric.values()).extracting(Metric::id).doesNotHaveDuplicates();
        assertThat(Metric.values())
                .allSatisfy(metric -> assertThat(metric.help()).isNotBlank());
    }

    private static String row(String name, Meter.Type type, String unit, List<String> tags, String help) {
        return "| `" + name + "` | " + kind(type) + " | " + unit + " | "
                + tags.stream().map(tag -> "`" + tag + "`").collect(Collectors.joining(", ")) + " | " + help + " |\n";
    }

    private static String name(String id, Meter.Type type, Optional<String> unit) {
        String name = NAMING.name(id, type, unit.orElse(null));
        return type == Meter.Type.COUNTER ? name + "_total" : name;
    }

    private static String kind(Meter.Type type) {
        return switch (type) {
            case TIMER, DISTRIBUTION_SUMMARY -> "summary";
            default -> type.name().toLowerCase(Locale.ROOT);
        };
    }
}
