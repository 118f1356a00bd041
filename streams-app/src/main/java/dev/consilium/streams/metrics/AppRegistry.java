package dev.consilium.streams.metrics;

import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** Where the meters of one app are: its own, those of Kafka's that are shown, and the JVM's. Any thread. */
public final class AppRegistry implements AutoCloseable {

    private final PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** @param filter for the meters of the app */
    public AppRegistry(MeterFilter filter) {
        prometheus.config().meterFilter(KafkaMetric.filter()).meterFilter(filter);
        new JvmMemoryMetrics().bindTo(prometheus);
        new ProcessorMetrics().bindTo(prometheus);
        collections.bindTo(prometheus);
    }

    public PrometheusMeterRegistry prometheus() {
        return prometheus;
    }

    @Override
    public void close() {
        collections.close();
        prometheus.close();
    }
}
