package dev.consilium.streams.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** System properties stand for the variables: OpenTelemetry reads both alike. */
class TelemetryFromEnvironmentTest {

    private final Set<String> set = new HashSet<>();
    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @AfterEach
    void clear() {
        set.forEach(System::clearProperty);
    }

    @Test
    void shouldSendSpansWhereTheStandardVariablesSay() throws IOException {
        HttpServer collector = collector();
        set("otel.exporter.otlp.protocol", "http/protobuf");
        set(
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        set("otel.resource.attributes", "deployment.environment.name=a-test");

        Tracing.On tracing = new Tracing.On("group", TelemetryFromEnvironment.start("an-app", "its-instance"));
        tracing.telemetry().getTracer("test").spanBuilder("a span").startSpan().end();
        tracing.close();
        collector.stop(0);

        assertThat(received)
                .singleElement()
                .asString()
                .startsWith("/v1/traces")
                .contains("a span", "service.name", "an-app", "service.instance.id", "its-instance", "a-test");
    }

    @Test
    void shouldLeaveTheNamesToTheUser() throws IOException {
        HttpServer collector = collector();
        set("otel.exporter.otlp.protocol", "http/protobuf");
        set(
                "otel.exporter.otlp.endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort());
        set("otel.service.name", "chosen");
        set("otel.resource.attributes", "service.instance.id=this-one");

        Tracing.On tracing = new Tracing.On("group", TelemetryFromEnvironment.start("an-app", "its-instance"));
        tracing.telemetry().getTracer("test").spanBuilder("a span").startSpan().end();
        tracing.close();
        collector.stop(0);

        assertThat(received)
                .singleElement()
                .asString()
                .contains("chosen", "this-one")
                .doesNotContain("an-app", "its-instance");
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

    private HttpServer collector() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            received.add(exchange.getRequestURI().getPath() + new String(body, StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }

    private void set(String property, String value) {
        System.setProperty(property, value);
        set.add(property);
    }
}
