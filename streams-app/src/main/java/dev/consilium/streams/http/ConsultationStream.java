package dev.consilium.streams.http;

import dev.consilium.streams.watch.ConsultationWatch;
import dev.consilium.streams.watch.Sighting;
import dev.consilium.streams.watch.Subscription;
import io.javalin.http.sse.SseClient;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends what the watch shows to one client after the other's own pace, as server-sent events: {@code consultation}, or {@code full}
 * when too many look on. Blocks its thread as long as the client stays; the watch bounds how many there are.
 */
final class ConsultationStream implements Consumer<SseClient> {

    private static final Duration LOOK = Duration.ofMillis(500);
    /** Proxies close connections that are silent for a minute, and a client that is gone is noticed by writing to it. */
    private static final int LOOKS_PER_SIGN_OF_LIFE = 20;

    private final ConsultationWatch watch;

    ConsultationStream(ConsultationWatch watch) {
        this.watch = watch;
    }

    @Override
    public void accept(SseClient client) {
        Optional<Subscription> subscription = watch.subscribe();
        if (subscription.isEmpty()) {
            client.sendEvent("full", "Too many look on already");
            return;
        }
        try (Subscription sightings = subscription.get()) {
            client.sendComment("here");
            send(sightings, client);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(Subscription sightings, SseClient client) throws InterruptedException {
        int silent = 0;
        while (!client.terminated() && !sightings.isEnded()) {
            Optional<Sighting> next = sightings.next(LOOK);
            if (next.isPresent()) {
                client.sendEvent("consultation", next.get());
                silent = 0;
            } else if (++silent % LOOKS_PER_SIGN_OF_LIFE == 0) {
                client.sendComment("here");
            }
        }
    }
}
