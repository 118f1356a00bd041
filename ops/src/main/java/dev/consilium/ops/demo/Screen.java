package dev.consilium.ops.demo;

import dev.consilium.ops.terminal.Terminal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The demo's steps: a line stays for each that is done; below, a status line shows the one that is under way and how the stream goes.
 *
 * <p>Steps are taken by one thread; the status line is refreshed by another.
 */
final class Screen implements AutoCloseable {
    private static final long REFRESH_MILLIS = 200;
    private static final String[] SPINNER = {"⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"};

    private final Terminal terminal;
    private final ScheduledExecutorService refresher = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "demo-screen");
        thread.setDaemon(true);
        return thread;
    });
    private volatile String doing = "";
    private volatile String detail = "";
    private volatile Supplier<String> stream = () -> "";
    private int turn; // refresher alone

    Screen(Terminal terminal) {
        this.terminal = terminal;
        var unused =
                refresher.scheduleAtFixedRate(this::refresh, REFRESH_MILLIS, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A line that stays. */
    void say(String line) {
        terminal.println(line);
    }

    /** From now on the status line begins with this. */
    void follow(Supplier<String> figures) {
        stream = figures;
    }

    /** How far the step under way is. Any thread. */
    void detail(String text) {
        detail = text;
    }

    /** Work without a result. */
    interface Work {
        void run() throws Exception;
    }

    /** Takes a step: see {@link #step(String, String, Callable)}. */
    void step(String doing, String done, Work work) throws Exception {
        step(doing, done, () -> {
            work.run();
            return done;
        });
    }

    /**
     * Takes a step.
     *
     * @param doing what the status line says meanwhile
     * @param done the line that stays, with the time that it took
     */
    <T> T step(String doing, String done, Callable<T> work) throws Exception {
        this.doing = doing;
        detail = "";
        long start = System.nanoTime();
        try {
            T result = work.call();
            Duration taken = Duration.ofNanos(System.nanoTime() - start);
            terminal.println(String.format(Locale.ROOT, "  ✓ %-70s %6.1f s", done, taken.toMillis() / 1000.0));
            return result;
        } finally {
            this.doing = "";
            detail = "";
        }
    }

    @Override
    public void close() {
        refresher.shutdownNow();
        terminal.clear();
    }

    private void refresh() {
        String now = doing;
        if (now.isEmpty()) {
            return;
        }
        turn = (turn + 1) % SPINNER.length;
        String figures = stream.get();
        String text = "  " + SPINNER[turn] + " " + (figures.isEmpty() ? "" : figures + " · ") + now
                + (detail.isEmpty() ? "" : ": " + detail);
        terminal.status(text);
    }
}
