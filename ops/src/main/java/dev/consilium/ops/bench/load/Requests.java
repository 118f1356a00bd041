package dev.consilium.ops.bench.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/** Asks an app as browsers and Prometheus do: over one connection that is kept, with compressed answers. Any thread. */
final class Requests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI root;

    /** @param url of the app's page, which ends with a slash */
    Requests(String url) {
        this.root = URI.create(url);
    }

    /** The whole answer, unpacked. */
    byte[] read(String path) throws IOException, InterruptedException {
        try (InputStream body = open(path, "*/*")) {
            return body.readAllBytes();
        }
    }

    /** The answer as it comes; closing it ends the request. */
    InputStream open(String path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(root.resolve(path))
                .header("Accept", accept)
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> response = begun(request);
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException(request.uri() + " answers " + response.statusCode());
        }
        boolean packed = response.headers()
                .firstValue("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
        return packed ? new GZIPInputStream(response.body()) : response.body();
    }

    /** A time-out of the request itself would, in some versions of Java, end a stream that goes on. */
    private HttpResponse<InputStream> begun(HttpRequest request) throws IOException, InterruptedException {
        try {
            return http.sendAsync(request, BodyHandlers.ofInputStream()).get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException(request.uri() + " does not answer: " + e, e);
        }
    }
}
