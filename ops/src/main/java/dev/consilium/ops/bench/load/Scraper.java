package dev.consilium.ops.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Scrapes {@code /metrics} at fixed times, on a thread of its own, until it is closed. Any thread may ask it. */
final class Scraper implements Onlookers.Look {

    private final Requests requests;
    private final AtomicLong scrapes = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "scraper"));

    private Scraper(String url) {
        this.requests = new Requests(url);
    }

    static Scraper start(String url, Duration every) {
        Scraper scraper = new Scraper(url);
        var unused = scraper.thread.scheduleAtFixedRate(scraper::scrape, 0, every.toMillis(), TimeUnit.MILLISECONDS);
        return scraper;
    }

    @Override
    public long seen() {
        return scrapes.get();
    }

    @Override
    public void check() {
        Exception ended = failure.get();
        if (ended != null) {
            throw new IllegalStateException("/metrics cannot be read any more: " + ended.getMessage(), ended);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private void scrape() {
        try {
            if (requests.read("metrics").length > 0) {
                scrapes.incrementAndGet();
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }
}
