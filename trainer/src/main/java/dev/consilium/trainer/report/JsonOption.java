package dev.consilium.trainer.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where the result of a command goes for programs: a picocli mixin of every command that has one. */
public final class JsonOption {

    private static final Path STANDARD_OUTPUT = Path.of("-");
    private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the result to this file as JSON; - for standard output, which has nothing else then.")
    @Nullable
    Path file;

    /** Whether anybody wants it. */
    public boolean isAsked() {
        return file != null;
    }

    /** Where the text for people goes: to standard error when the JSON has standard output. */
    public PrintWriter console(CommandSpec command) {
        return STANDARD_OUTPUT.equals(file)
                ? command.commandLine().getErr()
                : command.commandLine().getOut();
    }

    /**
     * Writes the result, if that was asked for.
     *
     * @param result what Jackson can write
     * @throws IOException naming the file that cannot be written
     */
    public void write(CommandSpec command, Object result) throws IOException {
        if (file == null) {
            return;
        }
        String json = JSON.writeValueAsString(result);
        if (STANDARD_OUTPUT.equals(file)) {
            command.commandLine().getOut().println(json);
            command.commandLine().getOut().flush();
            return;
        }
        try {
            Files.writeString(file, json + System.lineSeparator());
        } catch (IOException e) {
            throw new IOException(
                    "--json: " + file + " cannot be written (" + e.getClass().getSimpleName()
                            + "): is its folder there, and may you write to it?",
                    e);
        }
    }
}
