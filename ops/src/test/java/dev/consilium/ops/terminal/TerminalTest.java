package dev.consilium.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final StringWriter out = new StringWriter();

    @Test
    void shouldWriteOnlyLinesThatStayWhenNobodyWatches() {
        // Given
        Terminal terminal = new Terminal(new PrintWriter(out), false, 80);

        // When
        terminal.status("12 sent");
        terminal.println("done");
        terminal.status("13 sent");
        terminal.clear();

        // Then
        assertThat(out).hasToString("done%n".formatted());
    }

    @Test
    void shouldOverwriteTheStatusLine() {
        // Given
        Terminal terminal = new Terminal(new PrintWriter(out), true, 80);

        // When
        terminal.status("12 sent");
        terminal.println("done");

        // Then
        assertThat(out).hasToString("\r\u001B[K12 sent\r\u001B[Kdone%n".formatted());
    }

    @Test
    void shouldCutTheStatusLineToTheWidth() {
        // Given
        Terminal terminal = new Terminal(new PrintWriter(out), true, 40);

        // When
        terminal.status("x".repeat(100));

        // Then
        assertThat(out).hasToString("\r\u001B[K" + "x".repeat(39));
    }

    @Test
    void shouldColourOnlyOnATerminalWhoseUserWantsIt() {
        assertThat(terminal(true, Optional.empty()).in(Colour.RED, "no")).isEqualTo("\u001B[31mno\u001B[0m");
        assertThat(terminal(true, Optional.of("")).in(Colour.RED, "no")).isEqualTo("\u001B[31mno\u001B[0m");
        assertThat(terminal(true, Optional.of("1")).in(Colour.RED, "no")).isEqualTo("no");
        assertThat(terminal(false, Optional.empty()).in(Colour.RED, "no")).isEqualTo("no");
    }

    private Terminal terminal(boolean interactive, Optional<String> noColour) {
        return new Terminal(new PrintWriter(out), interactive, 80, noColour);
    }
}
