package dev.consilium.ops.client;

import dev.consilium.avro.Prediction;
import dev.consilium.ops.terminal.Terminal;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What {@code watch} shows. One thread only. */
final class WatchDisplay {
    private static final double SMOOTHING = 0.3;

    private final Terminal terminal;

    /** How each prediction is written; empty for the live line alone. */
    private final Optional<Function<Prediction, String>> each;

    private final boolean summary;
    private final RunningAccuracy accuracy = new RunningAccuracy();
    private Optional<Prediction> latest = Optional.empty();
    private long count;
    private long countThen;
    private long then = System.nanoTime();
    private double rate;

    private WatchDisplay(Terminal terminal, Optional<Function<Prediction, String>> each, boolean summary) {
        this.terminal = terminal;
        this.each = each;
        this.summary = summary;
    }

    static WatchDisplay of(Terminal terminal, boolean json, boolean lines) {
        if (json) {
            return new WatchDisplay(terminal, Optional.of(PredictionText::json), false);
        }
        boolean live = terminal.interactive() && !lines;
        return new WatchDisplay(terminal, live ? Optional.empty() : Optional.of(PredictionText::line), true);
    }

    void add(Prediction prediction) {
        count++;
        latest = Optional.of(prediction);
        PredictionText.label(prediction).ifPresent(label -> accuracy.add(label.equals(prediction.getClassName())));
        each.ifPresent(text -> terminal.println(text.apply(prediction)));
    }

    /** Brings the live line up to date. */
    void refresh() {
        if (each.isPresent()) {
            return;
        }
        long now = System.nanoTime();
        double seconds = (now - then) / 1e9;
        if (seconds > 0) {
            rate += SMOOTHING * ((count - countThen) / seconds - rate);
        }
        countThen = count;
        then = now;
        terminal.status(latest.map(prediction -> figures() + " | " + PredictionText.line(prediction))
                .orElse("waiting for predictions ..."));
    }

    /** The figures as a line that stays. */
    void done() {
        if (summary) {
            terminal.println(figures());
        } else {
            terminal.clear();
        }
    }

    private String figures() {
        String judged = accuracy.judged() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", accuracy %.1f %% (latest 1,000: %.1f %%)",
                        100 * accuracy.overall(),
                        100 * accuracy.recent());
        String speed = each.isPresent() ? "" : String.format(Locale.ROOT, ", %,.0f a second", rate);
        return String.format(Locale.ROOT, "%,d predictions%s%s", count, speed, judged);
    }
}
