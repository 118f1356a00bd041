package dev.consilium.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
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
}
