package dev.consilium.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

class JsonOptionTest {

    @Command
    static final class Counting implements Callable<Integer> {
        @Spec
        CommandSpec spec;

        @Mixin
        JsonOption json;

        @Override
        public Integer call() throws Exception {
            json.console(spec).println("Three images.");
            json.write(spec, Map.of("images", 3));
            return 0;
        }
    }

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void shouldTellOnlyPeopleUnlessAsked() {
        assertThat(run()).isZero();
        assertThat(out.toString().strip()).isEqualTo("Three images.");
    }

    @Test
    void shouldTellBoth() {
        // Given
        Path file = folder.resolve("out.json");

        // When
        int status = run("--json", file.toString());

        // Then
        assertThat(status).isZero();
        assertThat(out.toString().strip()).isEqualTo("Three images.");
        assertThat(file).content().isEqualToIgnoringWhitespace("{\"images\": 3}");
    }

    @Test
    void shouldLeaveStandardOutputToTheJson() {
        // When
        int status = run("--json", "-");

        // Then
        assertThat(status).isZero();
        assertThat(out.toString()).isEqualToIgnoringWhitespace("{\"images\": 3}");
        assertThat(errors.toString().strip()).isEqualTo("Three images.");
    }

    @Test
    void shouldNameTheFileThatCannotBeWritten() {
        // Given
        Path file = folder.resolve("nowhere/out.json");

        // When
        int status = run("--json", file.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(errors.toString()).contains("--json: " + file + " cannot be written", "is its folder there");
    }

    private int run(String... arguments) {
        return new CommandLine(new Counting())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments);
    }
}
