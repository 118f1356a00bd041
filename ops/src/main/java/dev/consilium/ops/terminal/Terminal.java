package dev.consilium.ops.terminal;

import java.io.PrintWriter;
import java.util.Optional;

/**
 * Output for a person: lines that stay, and below them one status line that is overwritten in place.
 *
 * <p>When standard output is no terminal (a file, a CI log), the status line is left out, so that nothing but lines that stay is
 * written. Safe for use by several threads.
 */
public final class Terminal {
    private static final int NARROWEST = 40;
    private static final String CLEAR = "\r\u001B[K";

    private final PrintWriter out;
    private final boolean interactive;
    private final int columns;
    private final boolean coloured;
    private boolean dirty;

    public Terminal(PrintWriter out, boolean interactive, int columns) {
        this(out, interactive, columns, Optional.empty());
    }

    /** @param noColour the environment's NO_COLOR: with any text in it there are no colours (https://no-color.org) */
    Terminal(PrintWriter out, boolean interactive, int columns, Optional<String> noColour) {
        this.out = out;
        this.interactive = interactive;
        this.columns = Math.max(NARROWEST, columns);
        this.coloured = interactive && noColour.filter(text -> !text.isEmpty()).isEmpty();
    }

    /** What the launcher found standard output to be ({@code consilium.terminal}, {@code consilium.columns}). */
    public static Terminal of(PrintWriter out) {
        return new Terminal(
                out,
                Boolean.getBoolean("consilium.terminal"),
                Integer.getInteger("consilium.columns", 100),
                Optional.ofNullable(System.getenv("NO_COLOR")));
    }

    /** Whether a status line can be seen at all. */
    public boolean interactive() {
        return interactive;
    }

    /** The text in this colour, where colours can be seen and are wanted. */
    public String in(Colour colour, String text) {
        return coloured ? colour.on(text) : text;
    }

    /** Writes a line that stays. */
    public synchronized void println(String line) {
        clear();
        out.println(line);
        out.flush();
    }

    /** Replaces the status line; cut to the terminal's width. */
    public synchronized void status(String text) {
        if (!interactive) {
            return;
        }
        out.print(CLEAR + text.substring(0, Math.min(text.length(), columns - 1)));
        out.flush();
        dirty = true;
    }

    /** Takes the status line away. */
    public synchronized void clear() {
        if (dirty) {
            out.print(CLEAR);
            out.flush();
            dirty = false;
        }
    }
}
