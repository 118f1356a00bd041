package dev.consilium.ops.bench.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** The {@code /metrics} of a running app, as Prometheus reads them. Any thread. */
final class AppMetrics {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(LIMIT).build();
    private final HttpRequest request;

    /** @param address of the app's HTTP, {@code http://host:port} */
    AppMetrics(String address) {
        this.request = HttpRequest.newBuilder(URI.create(address + "/metrics"))
                .timeout(LIMIT)
                .build();
    }

    /** @throws IllegalStateException when the app does not answer */
    Scrape scrape() throws InterruptedException {
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return Scrape.parse(response.body());
            }
            throw new IllegalStateException(request.uri() + " answers " + response.statusCode());
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer: " + e.getMessage(), e);
        }
    }
}
