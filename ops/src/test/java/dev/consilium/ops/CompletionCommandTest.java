package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The script, in a real bash. */
class CompletionCommandTest {

    private static final Path BASH = Path.of("/bin/bash");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final CommandLine consilium = Consilium.commandLine().setOut(new PrintWriter(out));

    @BeforeEach
    void requireBash() {
        assumeThat(BASH).isExecutable();
    }

    @Test
    void shouldCompleteACommandThatWasBegun() throws Exception {
        assertThat(completions("consilium ros", "consilium", "ros")).containsExactly("roster");
    }

    @Test
    void shouldCompleteOptions() throws Exception {
        assertThat(completions("consilium publish --si", "consilium", "publish", "--si"))
                .containsExactly("--sign-with");
    }

    @Test
    void shouldKnowEveryCommand() throws Exception {
        List<CommandLine> groups = groups(consilium).toList();
        assertThat(groups).hasSizeGreaterThan(3);
        for (CommandLine group : groups) {
            String line = group.getCommandSpec().qualifiedName();
            assertThat(completions(line + " ", (line + " _").split(" ")))
                    .as(line)
                    .containsAll(group.getSubcommands().keySet());
        }
    }

    @Test
    void shouldRefuseAnotherShell() {
        StringWriter errors = new StringWriter();
        assertThat(consilium.setErr(new PrintWriter(errors)).execute("completion", "fish"))
                .isEqualTo(2);
        assertThat(errors.toString()).contains("fish", "bash", "zsh");
    }

    /** @param words the last one is where the cursor is; _ for none yet */
    private List<String> completions(String line, String... words) throws IOException, InterruptedException {
        out.getBuffer().setLength(0);
        assertThat(consilium.execute("completion", "bash")).isZero();
        Path script = Files.writeString(folder.resolve("consilium.bash"), out.toString());
        StringBuilder quoted = new StringBuilder();
        for (String word : words) {
            quoted.append(" '").append(word.equals("_") ? "" : word).append('\'');
        }
        Process bash = new ProcessBuilder(
                        BASH.toString(),
                        "--norc",
                        "-c",
                        "source " + script + "; COMP_LINE='" + line + "'; COMP_WORDS=(" + quoted + "); COMP_CWORD="
                                + (words.length - 1) + "; $(complete -p consilium | sed 's/.*-F \\([^ ]*\\).*/\\1/');"
                                + " printf '%s\\n' \"${COMPREPLY[@]}\"")
                .redirectError(ProcessBuilder.Redirect.DISCARD) // compopt complains outside of a real TAB
                .start();
        String answer = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(bash.waitFor()).as(answer).isZero();
        return answer.lines().map(String::strip).toList();
    }

    private static Stream<CommandLine> groups(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(command),
                        command.getSubcommands().values().stream().flatMap(CompletionCommandTest::groups));
    }
}
