package dev.consilium.schemas.artifact;

import dev.consilium.schemas.artifact.HttpDownload.OversizeException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Writes the body of one answer behind what the file holds, or in its place when the server begins anew; the bodies of
 * refusals and redirects are dropped.
 *
 * <p>Written on the HTTP client's threads, one call at a time; stopped by the thread that asked.
 */
final class BodyToFile implements BodyHandler<Void>, BodySubscriber<Void> {

    private final FileChannel file;
    private final long size;
    private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
    private volatile long lastNews;
    private volatile Optional<String> location = Optional.empty();
    private boolean stopped;
    private Flow.@Nullable Subscription subscription;

    BodyToFile(FileChannel file, long size) {
        this.file = file;
        this.size = size;
        this.lastNews = System.nanoTime();
    }

    @Override
    public BodySubscriber<Void> apply(ResponseInfo answer) {
        lastNews = System.nanoTime();
        location = answer.headers().firstValue("Location");
        int status = answer.statusCode();
        if (status != 200 && status != 206) {
            return BodySubscribers.replacing(null);
        }
        try {
            position(status == 206 ? begin(answer.headers()) : 0);
            OptionalLong length = answer.headers().firstValueAsLong("Content-Length");
            if (length.isPresent() && file.position() + length.getAsLong() > size) {
                throw new OversizeException(OptionalLong.of(file.position() + length.getAsLong()), size);
            }
        } catch (IOException e) {
            done.completeExceptionally(e);
        }
        return this;
    }

    /** When the last bytes came, as {@link System#nanoTime}. */
    long lastNews() {
        return lastNews;
    }

    /** Where to a redirect points. */
    Optional<String> location() {
        return location;
    }

    /** Nothing is written after this. */
    synchronized void stop() {
        stopped = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public CompletionStage<Void> getBody() {
        return done;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription given) {
        subscription = given;
        if (stopped || done.isDone()) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        lastNews = System.nanoTime();
        if (stopped || subscription == null) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                if (file.position() + buffer.remaining() > size) {
                    throw new OversizeException(OptionalLong.empty(), size);
                }
                while (buffer.hasRemaining()) {
                    file.write(buffer);
                }
            }
            subscription.request(1);
        } catch (IOException e) {
            subscription.cancel();
            done.completeExceptionally(e);
        }
    }

    @Override
    public void onError(Throwable failure) {
        done.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        done.complete(null);
    }

    private synchronized void position(long at) throws IOException {
        file.truncate(at);
        file.position(at);
    }

    /** Where a partial answer begins; behind what the file holds would leave a gap. */
    private long begin(HttpHeaders headers) throws IOException {
        String range = headers.firstValue("Content-Range").orElse("");
        long here = file.size();
        if (range.startsWith("bytes " + here + "-")) {
            return here;
        }
        // Begun anew by the next call.
        file.truncate(0);
        throw new IOException("asked for the bytes from " + here + " on, the server answered '" + range + "'");
    }
}
