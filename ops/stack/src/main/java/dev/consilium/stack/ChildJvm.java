package dev.consilium.stack;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of our own beside this one: it dies with this JVM however that ends (see {@link TiedToParent}) and writes what it says
 * to a log file.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(10);
    private static final int TAIL_LINES = 25;

    private final Process process;
    private final Path log;

    private ChildJvm(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts {@code mainClass} under the {@code java} that runs this JVM.
     *
     * @param jvmArguments options for java, such as {@code -Xmx192m}
     * @param classPath class path; the stack's own classes are appended
     * @param log file that standard output and error are appended to
     */
    public static ChildJvm start(
            List<String> jvmArguments, String classPath, String mainClass, List<String> arguments, Path log) {
        return start(jvmArguments, classPath, mainClass, arguments, Map.of(), log);
    }

    /**
     * The same with variables of the environment beside those that this JVM has.
     *
     * @param environment name to value
     */
    public static ChildJvm start(
            List<String> jvmArguments,
            String classPath,
            String mainClass,
            List<String> arguments,
            Map<String, String> environment,
            Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmArguments);
        command.add("-cp");
        command.add(classPath + File.pathSeparator + Installation.ownClasses());
        command.add(TiedToParent.class.getName());
        command.add(mainClass);
        command.addAll(arguments);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            return new ChildJvm(builder.start(), log);
        } catch (IOException e) {
            throw new StackException("Cannot start " + mainClass + " as a child process: " + e.getMessage(), e);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public Process process() {
        return process;
    }

    /** The last lines of the log, for an error message. */
    public String logTail() {
        try {
            List<String> lines =
                    Files.readString(log, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(cannot read " + log + ": " + e.getMessage() + ")";
        }
    }

    public Path log() {
        return log;
    }

    /** Ends the child as SIGTERM does, by force when that takes longer than ten seconds, and waits until it is gone. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
