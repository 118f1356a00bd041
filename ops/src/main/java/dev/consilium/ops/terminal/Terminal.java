package dev.consilium.ops.terminal;

import java.io.PrintWriter;

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
    private boolean dirty;

    public Terminal(PrintWriter out, boolean interactive, int columns) {
        this.out = out;
        this.interactive = interactive;
        this.columns = Math.max(NARROWEST, columns);
    }

    /** What the launcher found standard output to be ({@code consilium.terminal}, {@code consilium.columns}). */
    public static Terminal of(PrintWriter out) {
        return new Terminal(
                out, Boolean.getBoolean("consilium.terminal"), Integer.getInteger("consilium.columns", 100));
    }

    /** Whether a status line can be seen at all. */
    public boolean interactive() {
        return interactive;
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
