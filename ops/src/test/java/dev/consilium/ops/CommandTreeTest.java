package dev.consilium.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What is true of every command, at whatever depth. */
class CommandTreeTest {

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    /** Commands without a result that a program could want, and why. */
    private static final Map<String, String> WITHOUT_JSON = Map.of(
            "consilium serve", "runs until it is stopped; HTTP and the log tell what goes on",
            "consilium stack", "runs until it is stopped",
            "consilium completion", "what it prints is for a program: a shell");

    static Stream<String> commands() {
        return all(Consilium.commandLine())
                .map(command -> command.getCommandSpec().qualifiedName());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHaveExamplesThatAreRight(String command) {
        // When
        List<String> examples = examples(find(command));

        // Then
        assertThat(examples).isNotEmpty().allSatisfy(example -> {
            assertThat(example).startsWith(command);
            assertThatCode(() -> Consilium.commandLine().parseArgs(arguments(example)))
                    .doesNotThrowAnyException();
        });
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldGiveItsResultToPrograms(String command) {
        CommandLine found = find(command);
        if (found.getSubcommands().isEmpty() && !WITHOUT_JSON.containsKey(command)) {
            assertThat(found.getCommandSpec().findOption("--json")).isNotNull();
        }
    }

    @Test
    void shouldExceptNobodyWhoIsGone() {
        assertThat(commands()).containsAll(WITHOUT_JSON.keySet());
    }

    private static List<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .map(line -> Ansi.OFF.string(line).strip())
                .filter(line -> line.startsWith("consilium "))
                .toList();
    }

    /** As a shell splits them, up to where the output goes. */
    private static String[] arguments(String example) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(example.replaceFirst(" > .*", "").substring("consilium ".length()));
        while (word.find()) {
            words.add(word.group(1) == null ? word.group(2) : word.group(1));
        }
        return words.toArray(String[]::new);
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTreeTest::all));
    }

    private static CommandLine find(String qualifiedName) {
        return all(Consilium.commandLine())
                .filter(command -> command.getCommandSpec().qualifiedName().equals(qualifiedName))
                .findFirst()
                .orElseThrow();
    }
}
