package dev.consilium.streams;

import dev.consilium.streams.config.ConfigOptions;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.config.LogSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

    @Mixin
    ConfigOptions options = new ConfigOptions();

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        Map<String, String> merged = options.merged();
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
