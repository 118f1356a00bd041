package dev.consilium.ops.terminal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Lines of something that takes minutes. On a terminal the status line tells how long it has been going on and, each second, since the
 * last line. Any thread says; a thread of its own counts.
 */
public final class Activity implements AutoCloseable {

    private final Terminal terminal;
    private final InstantSource clock;
    private final Instant begun;
    private final ScheduledExecutorService seconds = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "activity");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Instant said;

    Activity(Terminal terminal, InstantSource clock) {
        this.terminal = terminal;
        this.clock = clock;
        this.begun = clock.instant();
        this.said = begun;
    }

    /** From now on, until it is closed. */
    public static Activity on(Terminal terminal) {
        Activity activity = new Activity(terminal, InstantSource.system());
        if (terminal.interactive()) {
            var unused = activity.seconds.scheduleAtFixedRate(activity::tick, 1, 1, TimeUnit.SECONDS);
        }
        return activity;
    }

    /** A line that stays. */
    public void say(String line) {
        terminal.println(line);
        said = clock.instant();
    }

    void tick() {
        Instant now = clock.instant();
        terminal.status(
                "  " + text(Duration.between(said, now)) + " since, " + text(Duration.between(begun, now)) + " in all");
    }

    @Override
    public void close() {
        seconds.shutdownNow();
        terminal.clear();
    }

    private static String text(Duration time) {
        return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
    }
}
