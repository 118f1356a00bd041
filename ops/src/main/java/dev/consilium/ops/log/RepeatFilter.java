package dev.consilium.ops.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;

/**
 * Keeps warnings and errors that repeat themselves from flooding the log: the first {@value #PASSES} a minute of a logger's message
 * pass, then there is one line a minute that says how many were left out. Two lines are the same when they have the same message; what
 * stands in their fields may differ. Any thread.
 */
public final class RepeatFilter extends TurboFilter {

    static final String LEFT_OUT = "Repeated lines were left out";

    static final int PASSES = 10;
    private static final int MOST_LINES = 1_000;
    private static final long PERIOD_SECONDS = 60;

    private final Repeats<Line> repeats = new Repeats<>(PASSES, MOST_LINES);
    private @Nullable ScheduledFuture<?> periods;

    private record Line(String logger, Level level, String message) {}

    @Override
    public void start() {
        periods = getContext()
                .getScheduledExecutorService()
                .scheduleAtFixedRate(this::tellWhatWasLeftOut, PERIOD_SECONDS, PERIOD_SECONDS, TimeUnit.SECONDS);
        super.start();
    }

    @Override
    public void stop() {
        if (periods != null) {
            periods.cancel(false);
        }
        super.stop();
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] parameters,
            @Nullable Throwable cause) {
        // Without a message, it is only asked whether the level is on.
        if (format == null
                || !level.isGreaterOrEqual(Level.WARN)
                || !level.isGreaterOrEqual(logger.getEffectiveLevel())
                || format.equals(LEFT_OUT)) {
            return FilterReply.NEUTRAL;
        }
        return repeats.passes(new Line(logger.getName(), level, format)) ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    /** Ends a period. */
    void tellWhatWasLeftOut() {
        for (Repeats.LeftOut<Line> leftOut : repeats.endPeriod()) {
            Line line = leftOut.line();
            ((LoggerContext) getContext())
                    .getLogger(line.logger())
                    .atLevel(org.slf4j.event.Level.valueOf(line.level().levelStr))
                    .addKeyValue("line", line.message())
                    .addKeyValue("times", leftOut.times())
                    .log(LEFT_OUT);
        }
    }
}
