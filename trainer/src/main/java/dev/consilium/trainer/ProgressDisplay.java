package dev.consilium.trainer;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** One bar for all specialists, with the time left and the loss of each. Any thread. */
final class ProgressDisplay implements TrainingProgress {
    private static final int INTERVAL_MILLIS = 250;

    private final Map<String, Progress> latest = new TreeMap<>();
    private long total;
    /** From the first image on: the time left would be wrong if the reading of the images counted. */
    private @Nullable ProgressBar bar;

    @Override
    public synchronized void started(String specialist, long images) {
        total += images;
        bar().maxHint(total);
    }

    @Override
    public synchronized void advanced(Progress progress) {
        latest.put(progress.specialist(), progress);
        bar().stepTo(latest.values().stream().mapToLong(Progress::images).sum());
        bar().setExtraMessage(latest.values().stream()
                .map(each -> String.format(Locale.ROOT, "%.3f", each.loss()))
                .collect(Collectors.joining(" ", " loss ", "")));
    }

    @Override
    public synchronized void close() {
        if (bar != null) {
            bar.close();
        }
    }

    private ProgressBar bar() {
        if (bar == null) {
            bar = new ProgressBarBuilder()
                    .setTaskName("Training")
                    .setUnit(" images", 1)
                    .setInitialMax(total)
                    .setUpdateIntervalMillis(INTERVAL_MILLIS)
                    .build();
        }
        return bar;
    }
}
