package dev.consilium.ops.bench.load;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An open load that goes on on a thread of its own until it is stopped; its images belong to whatever window is open when
 * they are sent. Any thread may open windows and stop it.
 */
final class BackgroundLoad implements AutoCloseable {

    private final OpenLoop loop;
    private final Schedule schedule;
    private final Thread thread = new Thread(this::send, "open-load");
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private volatile int window;
    private volatile boolean stopped;

    private BackgroundLoad(Ticker ticker, Consumer<Stamp> sender, double imagesPerSecond, int window) {
        this.loop = new OpenLoop(ticker, sender);
        this.schedule = Schedule.startingSoon(ticker, imagesPerSecond);
        this.window = window;
    }

    /** @param sender sends one image with this stamp; used by the load's thread only */
    static BackgroundLoad start(Ticker ticker, Consumer<Stamp> sender, double imagesPerSecond, int window) {
        BackgroundLoad load = new BackgroundLoad(ticker, sender, imagesPerSecond, window);
        load.thread.setDaemon(true);
        load.thread.start();
        return load;
    }

    /** Images from now on belong to this window. */
    void open(int other) {
        check();
        window = other;
    }

    /** Sends no more; what was sent is sent by then. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        check();
    }

    /** How late images were, at most, for this share of them; in milliseconds. Only when it was stopped. */
    double lagMillis(double percentile) {
        return loop.lagMillis(percentile);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws RuntimeException what ended the load, if something did */
    void check() {
        RuntimeException ended = failure.get();
        if (ended != null) {
            throw ended;
        }
    }

    private void send() {
        try {
            var unused = loop.run(schedule, Long.MAX_VALUE, () -> window, () -> stopped);
        } catch (RuntimeException e) {
            failure.set(e);
        }
    }
}
