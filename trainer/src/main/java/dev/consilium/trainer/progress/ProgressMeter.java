package dev.consilium.trainer.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows how far a job is that takes a while: a bar on a terminal, which goes with the job, and elsewhere a line now and then. A job that is done
 * at once shows nothing. Any thread.
 */
public final class ProgressMeter implements AutoCloseable {

    /** What {@code total} is when nobody knows. */
    public static final long UNKNOWN = -1;

    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);
    private static final int BAR_INTERVAL_MILLIS = 200;

    private final PrintWriter console;
    private final boolean interactive;
    private final String task;
    private final Unit unit;
    private final long total;
    private final InstantSource clock;
    private final Instant begun;
    private Instant nextLine;
    private Optional<ProgressBar> bar = Optional.empty();

    /** @param interactive whether what was written can be written over */
    ProgressMeter(PrintWriter console, boolean interactive, String task, Unit unit, long total, InstantSource clock) {
        this.console = console;
        this.interactive = interactive;
        this.task = task;
        this.unit = unit;
        this.total = total;
        this.clock = clock;
        this.begun = clock.instant();
        this.nextLine = begun.plus(A_WHILE);
    }

    /**
     * For a job that begins now, on what the launcher found standard output to be ({@code consilium.terminal}).
     *
     * @param task what is done, such as {@code Judging}
     * @param total how much there is to do, in bytes for {@link Unit#MEGABYTES}; or {@link #UNKNOWN}
     */
    public static ProgressMeter on(PrintWriter console, String task, Unit unit, long total) {
        return new ProgressMeter(
                console, Boolean.getBoolean("consilium.terminal"), task, unit, total, InstantSource.system());
    }

    /** So much is done by now. */
    public synchronized void at(long done) {
        if (bar.isPresent()) {
            bar.get().stepTo(done);
            return;
        }
        Instant now = clock.instant();
        if (now.isBefore(nextLine)) {
            return;
        }
        if (interactive) {
            bar = Optional.of(bar(done, Duration.between(begun, now)));
        } else {
            console.println(line(done));
            console.flush();
            nextLine = now.plus(BETWEEN_LINES);
        }
    }

    @Override
    public synchronized void close() {
        bar.ifPresent(ProgressBar::close);
        bar = Optional.empty();
    }

    private ProgressBar bar(long done, Duration elapsed) {
        return new ProgressBarBuilder()
                .setTaskName(task)
                .setUnit(" " + unit.text(), unit.size())
                .setInitialMax(total)
                .startsFrom(done, elapsed)
                .setUpdateIntervalMillis(BAR_INTERVAL_MILLIS)
                .showSpeed()
                .clearDisplayOnFinish()
                .build();
    }

    private String line(long done) {
        return String.format(Locale.ROOT, "%s: %,d", task, done / unit.size())
                + (total == UNKNOWN ? "" : String.format(Locale.ROOT, " of %,d", total / unit.size()))
                + " " + unit.text();
    }
}
