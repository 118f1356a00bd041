package dev.consilium.streams;

import dev.consilium.streams.config.ConfigSources;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.config.LogSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code consilium serve}: the app in the foreground, until it is told to stop. */
@Command(
        name = "serve",
        description = "Runs the streams app: images in, predictions out. Ctrl-C or SIGTERM ends it cleanly.",
        footer = {
            "",
            "Examples:",
            "  consilium serve --set bootstrap.servers=broker:9092 --set schema.registry.url=http://registry:8081",
            "  consilium serve --config app.properties --set http.port=0",
            "",
            "All keys: docs/configuration.md"
        })
public final class ServeCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", description = "A properties file.")
    @Nullable
    Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Sets one key; wins over file and environment.")
    List<String> settings = List.of();

    @Option(names = "--bootstrap-server", paramLabel = "HOST:PORT", description = "Short for --set bootstrap.servers=.")
    @Nullable
    String bootstrapServer;

    @Option(names = "--schema-registry", paramLabel = "URL", description = "Short for --set schema.registry.url=.")
    @Nullable
    String schemaRegistry;

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Properties file: any Kafka client property (TLS, SASL, ...).")
    @Nullable
    Path commandConfig;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> merged = ConfigSources.merge(Optional.ofNullable(config), System.getenv(), settings);
        if (commandConfig != null) {
            ConfigSources.kafkaProperties(commandConfig).forEach(merged::putIfAbsent);
        }
        if (bootstrapServer != null) {
            merged.put("bootstrap.servers", bootstrapServer);
        }
        if (schemaRegistry != null) {
            merged.put("schema.registry.url", schemaRegistry);
        }
        LogSettings.apply(merged);
        ConsiliumApp app = ConsiliumApp.start(new ConsiliumConfig(merged));
        Thread stopper = new Thread(app::close, "stop");
        Runtime.getRuntime().addShutdownHook(stopper);
        app.httpAddress()
                .ifPresent(address -> spec.commandLine().getOut().println("Consilium serves its page at " + address));
        spec.commandLine().getOut().flush();
        Optional<String> reason = app.awaitEnd();
        if (reason.isEmpty()) {
            return 0;
        }
        spec.commandLine().getErr().println("consilium: stopped for good: " + reason.get());
        app.close();
        return 1;
    }
}
