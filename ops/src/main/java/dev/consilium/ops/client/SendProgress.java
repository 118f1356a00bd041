package dev.consilium.ops.client;

import dev.consilium.ops.terminal.Terminal;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A progress bar on a terminal, and at the end one line for everybody. One thread only. */
final class SendProgress implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;
    private static final long UNKNOWN = -1;

    private final Terminal terminal;
    private final long start = System.nanoTime();
    private final Optional<ProgressBar> bar;

    private SendProgress(Terminal terminal, Optional<ProgressBar> bar) {
        this.terminal = terminal;
        this.bar = bar;
    }

    /** @param total how many images there will be; {@link Long#MAX_VALUE} when nobody knows */
    static SendProgress on(Terminal terminal, long total) {
        if (!terminal.interactive()) {
            return new SendProgress(terminal, Optional.empty());
        }
        ProgressBar bar = new ProgressBarBuilder()
                .setTaskName("images")
                .setInitialMax(total == Long.MAX_VALUE ? UNKNOWN : total)
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .showSpeed()
                .clearDisplayOnFinish()
                .build();
        return new SendProgress(terminal, Optional.of(bar));
    }

    void show(long acknowledged) {
        bar.ifPresent(shown -> shown.stepTo(acknowledged));
    }

    void done(long acknowledged, String topic) {
        bar.ifPresent(ProgressBar::close);
        double seconds = (System.nanoTime() - start) / 1e9;
        terminal.println(String.format(
                Locale.ROOT,
                "%,d images sent to %s in %.1f s (%,.0f a second), all acknowledged",
                acknowledged,
                topic,
                seconds,
                acknowledged / seconds));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
