package dev.consilium.schemas.artifact;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;

/**
 * A file over HTTP, never more of it than was promised. Redirects are followed by hand: never from https to http, and only to what
 * is allowed, since the server of a manifest's URI shall not choose what this process asks for.
 *
 * <p>Any thread; the body is written on the client's own.
 */
final class HttpDownload {

    private static final int REDIRECTS = 5;
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration STEP = Duration.ofMillis(200);

    /** A server that drips keeps the loader from all other versions. */
    private static final long LEAST_BYTES_PER_SECOND = 64 * 1024;

    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    /** Client errors that may pass. */
    private static final Set<Integer> LATER = Set.of(408, 425, 429);

    private static final int RANGE_NOT_SATISFIABLE = 416;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Permission permission;
    private final Duration patience;

    /** Says whether a URI may be asked for. */
    @FunctionalInterface
    interface Permission {
        URI require(String uri) throws BadArtifactException;
    }

    /** @param patience how long the server may stay silent */
    HttpDownload(Permission permission, Duration patience) {
        this.permission = permission;
        this.patience = patience;
    }

    /**
     * Completes {@code file}: from where it ends, if the server can, else from the beginning.
     *
     * @param size what the whole must have
     * @param progress told now and then what it has
     * @throws BadArtifactException when there is no such file, or it is larger
     * @throws IOException when that is a matter of trying again; what arrived is in the file
     */
    void get(URI uri, long size, FileChannel file, LongConsumer progress) throws BadArtifactException, IOException {
        URI at = uri;
        for (int hop = 0; hop <= REDIRECTS; hop++) {
            if (file.size() == size) {
                return;
            }
            BodyToFile body = new BodyToFile(file, size);
            int status = exchange(at, body, file, size, progress);
            if (status == 200 || status == 206) {
                return;
            }
            if (status == RANGE_NOT_SATISFIABLE && file.size() > 0) {
                file.truncate(0);
            } else if (MOVED.contains(status)) {
                at = redirected(at, body.location());
            } else if (status >= 400 && status < 500 && !LATER.contains(status)) {
                throw new BadArtifactException(at + " is answered with status " + status);
            } else {
                throw new IOException(at + " is answered with status " + status);
            }
        }
        throw new BadArtifactException(uri + " is redirected more than " + REDIRECTS + " times");
    }

    private URI redirected(URI from, Optional<String> location) throws BadArtifactException {
        URI to;
        try {
            to = from.resolve(location.orElseThrow(() -> new BadArtifactException(from + " is redirected to nowhere")));
        } catch (IllegalArgumentException e) {
            throw new BadArtifactException(from + " is redirected to what is no URI");
        }
        if (!to.getScheme().matches("https?")
                || (from.getScheme().equals("https") && !to.getScheme().equals("https"))) {
            throw new BadArtifactException(from + " is redirected to " + to + ", which is less safe");
        }
        return permission.require(to.toString());
    }

    /** @return the status */
    private int exchange(URI uri, BodyToFile body, FileChannel file, long size, LongConsumer progress)
            throws BadArtifactException, IOException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(patience).header("Accept-Encoding", "identity");
        long from = file.size();
        if (from > 0) {
            request.header("Range", "bytes=" + from + "-");
        }
        long begin = System.nanoTime();
        Duration most = patience.plusSeconds(size / LEAST_BYTES_PER_SECOND);
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), body);
        try {
            while (true) {
                try {
                    return answer.get(STEP.toMillis(), TimeUnit.MILLISECONDS).statusCode();
                } catch (TimeoutException e) {
                    progress.accept(file.size());
                    long now = System.nanoTime();
                    if (now - Math.max(begin, body.lastNews()) > patience.toNanos() || now - begin > most.toNanos()) {
                        throw new IOException(uri + " sends nothing, or too slowly", e);
                    }
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof OversizeException oversize) {
                throw new BadArtifactException(uri + " " + oversize.getMessage());
            }
            throw new IOException(uri + " cannot be fetched: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while fetching " + uri, e);
        } finally {
            // Nothing more is written once this returns.
            body.stop();
            answer.cancel(true);
        }
    }

    /** More than was promised. */
    static final class OversizeException extends IOException {

        private static final long serialVersionUID = 1L;

        OversizeException(OptionalLong actual, long promised) {
            super((actual.isPresent() ? "has " + actual.getAsLong() + " bytes" : "has more bytes")
                    + ", the manifest promises " + promised);
        }
    }
}
