package dev.consilium.ops;

import dev.consilium.stack.Stack;
import dev.consilium.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A real broker and a real schema registry, until Ctrl-C. */
@Command(name = "stack", description = "Runs a Kafka broker and a schema registry on this machine, until Ctrl-C.")
final class StackCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep topics and schemas in this folder (default: a temporary one, deleted at the end).")
    @Nullable
    Path data;

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port of the broker, 0 for a free one (default: ${DEFAULT-VALUE}).")
    int port;

    @Option(
            names = "--registry-port",
            defaultValue = "8081",
            description = "Port of the schema registry, 0 for a free one (default: ${DEFAULT-VALUE}).")
    int registryPort;

    @Override
    public Integer call() throws InterruptedException {
        StackOptions options = StackOptions.defaults().withBrokerPort(port).withRegistryPort(registryPort);
        if (data != null) {
            options = options.withData(data);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting Kafka and the schema registry ...");
        CountDownLatch stopped = new CountDownLatch(1);
        Stack stack = Stack.start(options);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            stack.close();
                            stopped.countDown();
                        },
                        "close-stack"));
        out.println("Kafka            " + stack.bootstrapServers());
        out.println("Schema registry  " + stack.schemaRegistryUrl());
        out.println("Data             " + options.data().map(Path::toString).orElse("temporary, deleted at the end"));
        out.println("Ctrl-C stops both.");
        stopped.await();
        return 0;
    }
}
