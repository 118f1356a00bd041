package dev.consilium.ops.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code logback.xml} as it is shipped, in a context of its own. */
class LogConfigurationTest {

    private final PrintStream console = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final LoggerContext context = new LoggerContext();

    @BeforeEach
    void takeTheConsole() {
        context.setMDCAdapter(new LogbackMDCAdapter());
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveTheConsoleBack() {
        context.stop();
        System.setErr(console);
    }

    @Test
    void shouldWriteEachKeyAsAFieldWhenAskedForJson() throws Exception {
        Logger log = logger(Map.of("consilium.log.format", "json", "consilium.instance", "app-1"));

        log.atWarn()
                .addKeyValue("specialist", "living")
                .addKeyValue("version", "v3")
                .addKeyValue("images", 32)
                .setCause(new IllegalStateException("on purpose"))
                .log("A specialist \"failed\"\non a batch");

        List<String> lines = lines();
        assertThat(lines).hasSize(1);
        JsonNode fields = new ObjectMapper().readTree(lines.get(0));
        assertThat(fields.get("message").asText()).isEqualTo("A specialist \"failed\"\non a batch");
        assertThat(fields.get("level").asText()).isEqualTo("WARN");
        assertThat(fields.get("logger").asText()).isEqualTo("dev.consilium.streams.Test");
        assertThat(fields.get("instance").asText()).isEqualTo("app-1");
        assertThat(fields.get("specialist").asText()).isEqualTo("living");
        assertThat(fields.get("version").asText()).isEqualTo("v3");
        assertThat(fields.get("images").isInt()).isTrue();
        assertThat(fields.get("trace").asText()).contains("on purpose", "LogConfigurationTest");
        assertThat(fields.fieldNames())
                .toIterable()
                .containsOnly(
                        "timestamp",
                        "message",
                        "level",
                        "logger",
                        "thread",
                        "instance",
                        "specialist",
                        "version",
                        "images",
                        "trace");
    }

    @Test
    void shouldWriteLinesForPeopleOtherwise() throws Exception {
        Logger log = logger(Map.of());

        log.atWarn().addKeyValue("specialist", "living").log("A specialist failed on a batch");

        assertThat(lines())
                .singleElement()
                .asString()
                .endsWith("WARN  Test A specialist failed on a batch specialist=\"living\"");
    }

    @Test
    void shouldNotBeFloodedByWhatRepeatsItself() throws Exception {
        Logger log = logger(Map.of());

        for (int batch = 0; batch < 1000; batch++) {
            log.atWarn().addKeyValue("batch", batch).log("A specialist failed on a batch");
            log.warn("In the old way, {}", batch);
            log.atInfo().log("Not shown, so not counted");
        }
        endOfMinute();

        assertThat(lines()).hasSize(2 * RepeatFilter.PASSES + 2);
        assertThat(lines())
                .filteredOn(line -> line.contains(RepeatFilter.LEFT_OUT))
                .anySatisfy(line ->
                        assertThat(line).contains("WARN", "line=\"A specialist failed on a batch\"", "times=\"990\""))
                .anySatisfy(line -> assertThat(line).contains("line=\"In the old way, {}\"", "times=\"990\""));
    }

    private void endOfMinute() {
        for (TurboFilter filter : context.getTurboFilterList()) {
            ((RepeatFilter) filter).tellWhatWasLeftOut();
        }
    }

    private Logger logger(Map<String, String> properties) throws Exception {
        properties.forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        URL file = Objects.requireNonNull(RepeatFilter.class.getResource("/logback.xml"));
        configurator.doConfigure(file);
        return context.getLogger("dev.consilium.streams.Test");
    }

    private List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
