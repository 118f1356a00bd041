package dev.consilium.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TelemetryFromEnvironmentTest {

    private final Set<String> set = new HashSet<>();

    @AfterEach
    void clear() {
        set.forEach(System::clearProperty);
    }

    @Test
    void shouldSendSpansWhereTheStandardVariablesSay() throws Exception {
        set("otel.resource.attributes", "deployment.environment.name=a-test");

        assertThat(sent(Collector.HTTP))
                .startsWith("/v1/traces")
                .contains("a span", "service.name", "an-app", "service.instance.id", "its-instance", "a-test");
    }

    @Test
    void shouldSendSpansByGrpc() throws Exception {
        assertThat(sent(Collector.GRPC))
                .startsWith("/opentelemetry.proto.collector.trace.v1.TraceService/Export")
                .contains("a span", "an-app");
    }

    @Test
    void shouldLeaveTheNamesToTheUser() throws Exception {
        set("otel.service.name", "chosen");
        set("otel.resource.attributes", "service.instance.id=this-one");

        assertThat(sent(Collector.HTTP)).contains("chosen", "this-one").doesNotContain("an-app", "its-instance");
    }

    @Test
    void shouldSayWhichSettingIsWrong() {
        set("otel.traces.exporter", "pigeon");

        assertThatThrownBy(() -> TelemetryFromEnvironment.start("an-app", "its-instance"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("tracing.enabled")
                .hasMessageContaining("otel.traces.exporter")
                .hasMessageContaining("pigeon");
    }

    /** What a collector gets of one span. */
    private static String sent(String protocol) throws Exception {
        try (Collector collector = new Collector(protocol)) {
            Tracing.On tracing = new Tracing.On("group", TelemetryFromEnvironment.start("an-app", "its-instance"));
            tracing.telemetry()
                    .getTracer("test")
                    .spanBuilder("a span")
                    .startSpan()
                    .end();
            tracing.close();
            return String.join("", collector.received());
        }
    }

    private void set(String property, String value) {
        System.setProperty(property, value);
        set.add(property);
    }
}
