package dev.consilium.ops.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One tab with the page, as far as the app notices it: what {@code page.js} and {@code strip.js} ask for, as often as they do.
 * One thread of its own asks, one listens to the stream; any may ask this.
 */
final class OpenPage implements AutoCloseable {

    private static final long REFRESH_MILLIS = 1_000;
    private static final int REFRESHES_A_HISTORY = 5;
    private static final String PICTURE = "\"image\":\"data:";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Requests requests;
    private final InputStream stream;
    private final AtomicLong pictures = new AtomicLong();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private final ScheduledExecutorService refreshing =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "open-page"));
    private final Thread listening = new Thread(this::listen, "open-page-stream");
    private volatile boolean closed;
    private int refreshes;
    private long since;

    private OpenPage(Requests requests, InputStream stream) {
        this.requests = requests;
        this.stream = stream;
    }

    /** @throws IOException when the app does not let it look on */
    static OpenPage open(String url) throws IOException {
        Requests requests = new Requests(url);
        OpenPage page;
        try {
            page = new OpenPage(requests, requests.open("api/consultations", "text/event-stream"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        page.listening.setDaemon(true);
        page.listening.start();
        var unused = page.refreshing.scheduleWithFixedDelay(page::refresh, 0, REFRESH_MILLIS, TimeUnit.MILLISECONDS);
        return page;
    }

    /** Pictures of images that came. */
    long seen() {
        return pictures.get();
    }

    /** @throws IllegalStateException when the app does not answer any more */
    void check() {
        Exception ended = failure.get();
        if (ended != null) {
            throw new IllegalStateException("an open page gets no answer any more: " + ended.getMessage(), ended);
        }
    }

    @Override
    public void close() {
        closed = true;
        refreshing.shutdownNow();
        try {
            stream.close();
        } catch (IOException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void refresh() {
        try {
            var status = requests.read("api/status");
            var rollouts = requests.read("api/rollouts");
            if (refreshes++ % REFRESHES_A_HISTORY == 0) {
                JsonNode points = JSON.readTree(requests.read("api/history?since=" + since));
                since = points.isEmpty()
                        ? since
                        : points.get(points.size() - 1).get("at").longValue();
            }
            if (status.length == 0 || rollouts.length == 0) {
                throw new IOException("an answer is empty");
            }
        } catch (IOException | RuntimeException e) {
            note(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void listen() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.contains(PICTURE)) {
                    pictures.incrementAndGet();
                }
            }
            note(new IOException("the stream of consultations has ended"));
        } catch (IOException e) {
            note(e);
        }
    }

    private void note(Exception e) {
        if (!closed) {
            failure.compareAndSet(null, e);
        }
    }
}
