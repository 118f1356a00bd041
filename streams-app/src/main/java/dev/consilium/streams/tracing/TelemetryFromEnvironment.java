package dev.consilium.streams.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.resources.ResourceBuilder;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.slf4j.bridge.SLF4JBridgeHandler;

/** OpenTelemetry as its standard variables ({@code OTEL_*}) and system properties ask for it. The only class that knows its SDK. */
public final class TelemetryFromEnvironment {

    private static final String SERVICE = "service.name";
    private static final String SERVICE_INSTANCE = "service.instance.id";

    /** Metrics go to Prometheus and logs to the app's own; what records bring into attributes is bounded. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none",
            "otel.attribute.value.length.limit", "1024");

    private TelemetryFromEnvironment() {}

    /**
     * Starts it; close it after the last span.
     *
     * @param application the service's name where nothing else is set
     * @param instance the same of its instance
     * @throws ConfigException when a variable does not say what it could
     */
    public static OpenTelemetry start(String application, String instance) {
        logWhereTheAppLogs();
        try {
            return AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> DEFAULTS)
                    .addResourceCustomizer((resource, config) -> named(resource, config, application, instance))
                    // The app ends it itself, when no span comes any more.
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
        } catch (ConfigurationException e) {
            throw new ConfigException(
                    "tracing.enabled = true, but OpenTelemetry cannot start as its OTEL_ variables say: "
                            + e.getMessage());
        }
    }

    /** The SDK has names of its own, which say nothing: what counts is what the user set. */
    private static Resource named(Resource resource, ConfigProperties config, String application, String instance) {
        Map<String, String> given = config.getMap("otel.resource.attributes");
        ResourceBuilder named = resource.toBuilder();
        if (!given.containsKey(SERVICE) && config.getString("otel.service.name") == null) {
            named.put(SERVICE, application);
        }
        if (!given.containsKey(SERVICE_INSTANCE)) {
            named.put(SERVICE_INSTANCE, instance);
        }
        return named.build();
    }

    /** OpenTelemetry logs through java.util.logging, which would write to standard error past the log's format. */
    private static void logWhereTheAppLogs() {
        if (!SLF4JBridgeHandler.isInstalled()) {
            SLF4JBridgeHandler.removeHandlersForRootLogger();
            SLF4JBridgeHandler.install();
        }
    }
}
