package dev.consilium.trainer.data;

import dev.consilium.specialist.image.Pixels;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The images of batch after batch, in order. While one is worked on, no more than the next {@value #AHEAD} are being read, each in parts, so
 * that one batch is the work of several workers. Owned by one thread.
 */
public final class DecodedBatches implements AutoCloseable {
    private static final int AHEAD = 2;
    private static final int PART = 16;

    private final DecodedImages images;
    private final Executor workers;
    private final Iterator<int[]> batches;
    private final Deque<Pending> ahead = new ArrayDeque<>();

    DecodedBatches(DecodedImages images, Executor workers, Iterator<int[]> batches) {
        this.images = images;
        this.workers = workers;
        this.batches = batches;
    }

    public boolean hasNext() {
        return !ahead.isEmpty() || batches.hasNext();
    }

    /**
     * The next batch; waits until all of it is decoded.
     *
     * @throws UncheckedIOException when an image can no longer be read; the message names it
     * @throws InterruptedException when the thread was interrupted while it waited
     */
    public Batch next() throws InterruptedException {
        while (ahead.size() <= AHEAD && batches.hasNext()) {
            ahead.add(start(batches.next()));
        }
        Pending pending = ahead.poll();
        if (pending == null) {
            throw new NoSuchElementException("There are no more batches");
        }
        for (FutureTask<?> part : pending.parts) {
            await(part);
        }
        return pending.batch;
    }

    /** What was begun and is not needed any more is let go. */
    @Override
    public void close() {
        ahead.forEach(pending -> pending.parts.forEach(part -> part.cancel(false)));
        ahead.clear();
    }

    private Pending start(int[] indices) {
        Batch batch = new Batch(images, indices);
        List<FutureTask<?>> parts = new ArrayList<>();
        List<Integer> missing = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            if (!images.isKept(indices[i])) {
                missing.add(i);
            }
        }
        for (int from = 0; from < missing.size(); from += PART) {
            List<Integer> part = missing.subList(from, Math.min(missing.size(), from + PART));
            FutureTask<?> task = new FutureTask<>(() -> part.forEach(batch::read), null);
            workers.execute(task);
            parts.add(task);
        }
        return new Pending(batch, parts);
    }

    private static void await(FutureTask<?> part) throws InterruptedException {
        try {
            part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e);
        }
    }

    private record Pending(Batch batch, List<FutureTask<?>> parts) {}

    /** Images in a given order. */
    public static final class Batch {
        private final DecodedImages images;
        private final int[] indices;
        /** Of those that are not kept. */
        private final @Nullable Pixels[] read;

        private Batch(DecodedImages images, int[] indices) {
            this.images = images;
            this.indices = indices;
            read = new @Nullable Pixels[indices.length];
        }

        private void read(int place) {
            read[place] = images.pixels(indices[place]);
        }

        public int size() {
            return indices.length;
        }

        /** Global index of the class of one image. */
        public int label(int place) {
            return images.label(indices[place]);
        }

        /** Height x width x 3 bytes, row by row; nobody may write to them. */
        public byte[] rgb(int place) {
            Pixels pixels = read[place];
            return (pixels == null ? images.pixels(indices[place]) : pixels).rgb();
        }
    }
}
