package dev.consilium.ops;

import dev.consilium.ops.bench.BenchCommand;
import dev.consilium.ops.client.ProduceCommand;
import dev.consilium.ops.client.WatchCommand;
import dev.consilium.ops.deadletters.DeadLettersCommand;
import dev.consilium.ops.demo.DemoCommand;
import dev.consilium.ops.doctor.DoctorCommand;
import dev.consilium.ops.explain.ExplainCommand;
import dev.consilium.ops.guarantee.VerifyGuaranteesCommand;
import dev.consilium.ops.keys.KeysCommand;
import dev.consilium.streams.ServeCommand;
import dev.consilium.trainer.DataCommand;
import dev.consilium.trainer.PackageCommand;
import dev.consilium.trainer.TrainCommand;
import dev.consilium.trainer.evaluate.EvaluateCommand;
import dev.consilium.trainer.publish.PublishCommand;
import dev.consilium.trainer.publish.RosterCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The root of the command line: {@code consilium COMMAND}. */
@Command(
        name = "consilium",
        description = "Specialist neural networks consult on every image of a Kafka topic.",
        mixinStandardHelpOptions = true,
        version = "Consilium 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            StackCommand.class,
            ServeCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            PackageCommand.class,
            DataCommand.class,
            PublishCommand.class,
            RosterCommand.class,
            KeysCommand.class,
            ProduceCommand.class,
            WatchCommand.class,
            ExplainCommand.class,
            DeadLettersCommand.class,
            DoctorCommand.class,
            BenchCommand.class,
            VerifyGuaranteesCommand.class,
            CompletionCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  consilium demo",
            "  consilium doctor --bootstrap-server broker:9092 --schema-registry http://registry:8081",
            "",
            "Every command has examples of its own: consilium COMMAND --help"
        })
public final class Consilium {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Show the stack trace of an error, and log more.")
    boolean verbose;

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** The whole command line, with the exit codes 0 done, 1 failed, 2 usage, 3 refused by the gate. */
    static CommandLine commandLine() {
        Consilium root = new Consilium();
        CommandLine commandLine = new CommandLine(root);
        addHelp(commandLine);
        return commandLine
                // picocli looks for a console, which a JVM from 22 on has without a terminal, too.
                .setColorScheme(
                        Help.defaultColorScheme(Boolean.getBoolean("consilium.terminal") ? Ansi.AUTO : Ansi.OFF))
                .setExecutionStrategy(parsed -> {
                    if (root.verbose) {
                        System.setProperty("consilium.log.level", "INFO"); // before the first logger is made
                    }
                    return run(parsed);
                })
                .setParameterExceptionHandler(Errors::usage)
                .setExecutionExceptionHandler(
                        (failure, command, parsed) -> Errors.failed(failure, command, root.verbose));
    }

    /** What picocli lets pass: no heap left, or a native library that cannot be loaded. */
    private static int run(ParseResult parsed) {
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (OutOfMemoryError | LinkageError e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), Errors.line(e), e);
        }
    }

    /**
     * To every command at any depth that has none of its own. Were the option inherited, picocli would ask for required parameters before it
     * shows help.
     */
    private static void addHelp(CommandLine command) {
        for (CommandLine subcommand : command.getSubcommands().values()) {
            CommandSpec spec = subcommand.getCommandSpec();
            if (spec.findOption("--help") == null) {
                spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build());
            }
            addHelp(subcommand);
        }
    }
}
