package dev.consilium.ops;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ParameterException;

/** What the user reads when a command cannot do its work: one clear line, and the trace only on request. */
final class Errors {
    private static final int STATUS_INTERRUPTED = 130; // as a shell has it for SIGINT

    private Errors() {}

    static int usage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("consilium: " + failure.getMessage());
        CommandLine.UnmatchedArgumentException.printSuggestions(failure, command.getErr());
        command.getErr().println("See: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    static int failed(Exception failure, CommandLine command, boolean verbose) {
        if (failure instanceof InterruptedException || failure instanceof InterruptException) {
            return STATUS_INTERRUPTED; // Ctrl-C: whoever pressed it knows
        }
        command.getErr().println("consilium: " + line(failure));
        if (verbose) {
            failure.printStackTrace(command.getErr());
        }
        return ExitCode.SOFTWARE;
    }

    /** The message of the first exception that says something; wrappers that only carry another one are skipped. */
    static String line(Throwable failure) {
        Throwable told = failure;
        while (told.getCause() != null && isWrapper(told)) {
            told = told.getCause();
        }
        String message = told.getMessage();
        return message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure.getMessage() == null;
    }
}
