package dev.consilium.ops;

import dev.consilium.ops.client.TemporaryFolder;
import dev.consilium.ops.terminal.CtrlC;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.specialist.trust.KeyPairFiles;
import dev.consilium.stack.Stack;
import dev.consilium.stack.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A real broker and a real schema registry, until Ctrl-C. */
@Command(
        name = "stack",
        description = "Runs a Kafka broker and a schema registry on this machine, until Ctrl-C.",
        footer = {"", "Example:", "  consilium stack --data stack-data"})
final class StackCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Keep topics, schemas and a signing key in this folder (default: a temporary one, deleted at the end).")
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

    @Option(
            names = "--partitions",
            defaultValue = "12",
            description = "Partitions of the topic images when it is created here (default: ${DEFAULT-VALUE}).")
    int partitions;

    @Override
    @SuppressWarnings("try") // Ctrl-C is a resource that only has to be open
    public Integer call() throws InterruptedException, IOException {
        StackOptions options = StackOptions.defaults().withBrokerPort(port).withRegistryPort(registryPort);
        if (data != null) {
            options = options.withData(data);
        }
        PrintWriter out = spec.commandLine().getOut();
        out.println("Starting Kafka and the schema registry ...");
        try (CtrlC ctrlC = CtrlC.interruptsThisThread();
                TemporaryFolder temporary = TemporaryFolder.create();
                Stack stack = Stack.start(options)) {
            createTopics(stack);
            KeyPairFiles key = key((data == null ? temporary.path() : data).resolve("keys"));
            out.println("Kafka            " + stack.bootstrapServers());
            out.println("Schema registry  " + stack.schemaRegistryUrl());
            out.println(
                    "Data             " + options.data().map(Path::toString).orElse("temporary, deleted at the end"));
            out.println("For the other commands, in another terminal:");
            out.println("  export CONSILIUM_BOOTSTRAP_SERVERS=" + stack.bootstrapServers()
                    + " CONSILIUM_SCHEMA_REGISTRY_URL=" + stack.schemaRegistryUrl());
            out.println("  export CONSILIUM_SIGN_WITH=" + key.privateKey() + " CONSILIUM_TRUSTED_KEYS="
                    + key.publicKey().getParent());
            out.println("Ctrl-C stops both.");
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }

    /** With it, publish signs and serve trusts without another step. */
    private static KeyPairFiles key(Path folder) throws IOException {
        KeyPairFiles key = KeyPairFiles.in(folder.toAbsolutePath(), "local");
        if (!Files.exists(key.privateKey())) {
            key.generate();
        }
        return key;
    }

    private void createTopics(Stack stack) {
        Connection connection = Connection.to(stack.bootstrapServers(), stack.schemaRegistryUrl());
        try (Admin admin = connection.admin()) {
            TopicSetup.ensure(admin, Topics.defaults(), partitions, (short) 1);
        }
    }
}
