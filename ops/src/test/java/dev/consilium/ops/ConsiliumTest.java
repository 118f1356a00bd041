package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class ConsiliumTest {
    private final StringWriter errors = new StringWriter();
    private final CommandLine consilium = Consilium.commandLine()
            .addSubcommand(new Failing())
            .setErr(new PrintWriter(errors))
            .setOut(new PrintWriter(new StringWriter()));

    @Test
    void shouldSayInOneLineWhatFailed() {
        // When
        int status = consilium.execute("failing");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(errors).hasToString("consilium: no broker at nowhere:9092%n".formatted());
    }

    @Test
    void shouldShowTheTraceOnRequest() {
        // When
        int status = consilium.execute("failing", "-v");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("consilium: no broker at nowhere:9092", "at dev.consilium.ops");
    }

    @Test
    void shouldSayInOneLineThatANativeLibraryIsMissing() {
        // Given: no exception but an error, which picocli does not catch
        consilium.addSubcommand(new Unlinked());

        // When
        int status = consilium.execute("unlinked");

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(errors.toString().lines())
                .containsExactly("consilium: a native library cannot be loaded (libtorch.so: no such file): "
                        + "`consilium doctor` says what it needs");
    }

    @Test
    void shouldSuggestWhatWasMeant() {
        // When
        int status = consilium.execute("stak");

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("'stak'", "Did you mean: consilium stack", "See: consilium --help");
    }

    @Test
    void shouldAskForACommand() {
        // When
        int status = consilium.execute();

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(errors.toString()).contains("Missing required subcommand");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "stack",
                "serve",
                "train",
                "evaluate",
                "package",
                "data cifar10",
                "publish",
                "keys",
                "keys generate",
                "keys list",
                "keys trust",
                "produce",
                "watch",
                "explain",
                "dead-letters",
                "dead-letters list",
                "dead-letters export",
                "dead-letters replay",
                "doctor",
                "completion",
                "bench naive",
                "bench throughput",
                "bench scale",
                "bench latency",
                "bench swap",
                "bench soak",
                "bench observe",
                "verify-guarantees"
            })
    void shouldExplainEveryCommand(String command) {
        // Given
        StringWriter out = new StringWriter();
        consilium.setOut(new PrintWriter(out));

        // When
        int status = consilium.execute((command + " --help").split(" "));

        // Then
        assertThat(status).isZero();
        assertThat(out.toString()).startsWith("Usage: consilium " + command).contains("--help", "--verbose");
    }

    @Command(name = "failing")
    static final class Failing implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            throw new ExecutionException(new IllegalStateException("no broker at nowhere:9092"));
        }
    }

    @Command(name = "unlinked")
    static final class Unlinked implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new UnsatisfiedLinkError("libtorch.so: no such file");
        }
    }
}
