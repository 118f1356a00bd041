package dev.consilium.trainer;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** One bar for all specialists. Any thread. */
final class ProgressDisplay implements TrainingProgress {
    private static final int INTERVAL_MILLIS = 250;

    private final ProgressBar bar = new ProgressBarBuilder()
            .setTaskName("Training")
            .setUnit(" images", 1)
            .setInitialMax(0)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .showSpeed()
            .build();
    private final Map<String, Progress> latest = new TreeMap<>();
    private long total;

    @Override
    public synchronized void started(String specialist, long images) {
        total += images;
        bar.maxHint(total);
    }

    @Override
    public synchronized void advanced(Progress progress) {
        latest.put(progress.specialist(), progress);
        bar.stepTo(latest.values().stream().mapToLong(Progress::images).sum());
        bar.setExtraMessage(latest.values().stream()
                .map(each -> String.format(
                        Locale.ROOT, "%s %d/%d loss %.3f", each.specialist(), each.epoch(), each.epochs(), each.loss()))
                .collect(Collectors.joining("  ", " ", "")));
    }

    @Override
    public void close() {
        bar.close();
    }
}
