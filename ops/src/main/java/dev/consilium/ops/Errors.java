package dev.consilium.ops;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
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
        while (told.getCause() != null && isWrapper(told, told.getCause())) {
            told = told.getCause();
        }
        String message = told.getMessage();
        String text = message == null || message.isBlank() ? told.getClass().getSimpleName() : message;
        return text(told, text);
    }

    /** Where the message of a class is only a name, or says nothing of what to do, that is added. */
    private static String text(Throwable told, String message) {
        if (told instanceof NoSuchFileException) {
            return "there is no file or folder " + message;
        }
        if (told instanceof NotDirectoryException) {
            return message + " is no folder";
        }
        if (told instanceof AccessDeniedException) {
            return message + ": this user may not read or write it";
        }
        if (told instanceof AuthenticationException) {
            return message + ": check user, password and certificates in --command-config";
        }
        if (told instanceof AuthorizationException) {
            return message + ": the broker does not allow it; `consilium doctor` names the right that is missing";
        }
        if (told instanceof UnknownTopicOrPartitionException) {
            return message
                    + ": `consilium serve`, `publish` and `stack` create the topics; other names are topic.<role>"
                    + " in --command-config";
        }
        if (told instanceof TimeoutException) {
            return message + ": the broker did not answer in time; `consilium doctor` looks for the cause";
        }
        if (told instanceof OutOfMemoryError) {
            return "out of memory (" + message + "): give the JVM more, for example CONSILIUM_HEAP=4g";
        }
        if (told instanceof LinkageError) {
            return "a native library cannot be loaded (" + message + "): `consilium doctor` says what it needs";
        }
        return message;
    }

    private static boolean isWrapper(Throwable failure, Throwable cause) {
        return failure instanceof ExecutionException
                || failure instanceof CompletionException
                || failure instanceof CommandLine.ExecutionException
                || failure instanceof ExceptionInInitializerError
                || failure.getMessage() == null
                || failure.getMessage().equals(cause.toString());
    }
}
