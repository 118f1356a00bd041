package dev.consilium.streams.scoring;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One image before all specialists of one input shape: an opinion in the making for each of them.
 *
 * <p>Made by a StreamThread, which reads it; completed by one scorer.
 */
public final class Hearing {

    private final Image image;
    private final int partition;
    private final long offset;
    private final boolean alone;
    private final long askedAtNanos;
    private final List<CompletableFuture<Confidence>> opinions;
    private volatile long answeredAtNanos;
    private volatile @Nullable BatchRun run;

    /**
     * @param partition where the image was read
     * @param offset the same
     * @param alone whether nothing else may be in flight with it
     */
    Hearing(Image image, int partition, long offset, boolean alone, int specialists, long askedAtNanos) {
        this.image = image;
        this.partition = partition;
        this.offset = offset;
        this.alone = alone;
        this.askedAtNanos = askedAtNanos;
        this.answeredAtNanos = askedAtNanos;
        this.opinions = new ArrayList<>(specialists);
        for (int i = 0; i < specialists; i++) {
            opinions.add(new CompletableFuture<>());
        }
    }

    /**
     * One for each of {@code Roster.seats(shape)}, in that order. Each completes: given, refused by its specialist, with
     * {@link IllegibleImageException}, or with {@link EngineStoppedException}.
     */
    public List<CompletableFuture<Confidence>> opinions() {
        return opinions;
    }

    /** When opinions were asked for, as {@link System#nanoTime()} counts. */
    public long askedAtNanos() {
        return askedAtNanos;
    }

    /** When the latest opinion was given or refused, as {@link System#nanoTime()} counts; the asking itself before the first. */
    public long answeredAtNanos() {
        return answeredAtNanos;
    }

    /** The run of the batch that the image is in; empty while it waits for a scorer. */
    public Optional<BatchRun> run() {
        return Optional.ofNullable(run);
    }

    Image image() {
        return image;
    }

    int partition() {
        return partition;
    }

    long offset() {
        return offset;
    }

    boolean isAlone() {
        return alone;
    }

    void taken(BatchRun with) {
        run = with;
    }

    void give(int specialist, Confidence opinion, long atNanos) {
        answeredAtNanos = atNanos;
        opinions.get(specialist).complete(opinion);
    }

    void refuse(int specialist, Throwable reason, long atNanos) {
        answeredAtNanos = atNanos;
        opinions.get(specialist).completeExceptionally(reason);
    }

    void refuseAll(Throwable reason, long atNanos) {
        answeredAtNanos = atNanos;
        opinions.forEach(opinion -> opinion.completeExceptionally(reason));
    }

    /** Usually there is nothing open, and then no exception is made. */
    void refuseOpen(String reason) {
        for (CompletableFuture<Confidence> opinion : opinions) {
            if (!opinion.isDone()) {
                opinion.completeExceptionally(new EngineStoppedException(reason));
            }
        }
    }
}
