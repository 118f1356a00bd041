package dev.consilium.ops.client;

import dev.consilium.ops.terminal.Terminal;
import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** How far it is, and at the end one line for everybody. One thread only. */
final class SendProgress implements AutoCloseable {
    private final Terminal terminal;
    private final long start = System.nanoTime();
    private final ProgressMeter meter;

    private SendProgress(Terminal terminal, ProgressMeter meter) {
        this.terminal = terminal;
        this.meter = meter;
    }

    /** @param total how many images there will be; {@link Long#MAX_VALUE} when nobody knows */
    static SendProgress on(Terminal terminal, PrintWriter console, long total) {
        return new SendProgress(
                terminal,
                ProgressMeter.on(
                        console, "Sending", Unit.IMAGES, total == Long.MAX_VALUE ? ProgressMeter.UNKNOWN : total));
    }

    void show(long acknowledged) {
        meter.at(acknowledged);
    }

    /** Says what was sent. @return the same, for programs */
    Map<String, Object> done(long acknowledged, String topic) {
        meter.close();
        double seconds = (System.nanoTime() - start) / 1e9;
        terminal.println(String.format(
                Locale.ROOT,
                "%,d images sent to %s in %.1f s (%,.0f a second), all acknowledged",
                acknowledged,
                topic,
                seconds,
                acknowledged / seconds));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("topic", topic);
        figures.put("images", acknowledged);
        figures.put("millis", Math.round(seconds * 1000));
        figures.put("imagesPerSecond", acknowledged / seconds);
        return figures;
    }

    @Override
    public void close() {
        meter.close();
    }
}
