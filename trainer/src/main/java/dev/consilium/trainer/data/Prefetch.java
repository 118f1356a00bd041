package dev.consilium.trainer.data;

import java.util.Iterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads ahead what is not kept decoded: one worker a core, for all who train at the time. What they get depends on the images alone, and not on
 * how many are kept or how fast the workers are.
 *
 * <p>For any number of threads. Workers are started when the first image has to be read, and have ended when {@link #close} returns.
 */
public final class Prefetch implements AutoCloseable {
    private final DecodedImages images;
    private final ExecutorService workers;

    public Prefetch(DecodedImages images) {
        this.images = images;
        AtomicInteger number = new AtomicInteger();
        workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors(), task -> {
            Thread thread = new Thread(task, "decode-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    public DecodedImages images() {
        return images;
    }

    /**
     * The images of batch after batch.
     *
     * @param batches their indices; asked for a few batches before they are handed out
     */
    public DecodedBatches over(Iterator<int[]> batches) {
        return new DecodedBatches(images, workers, batches);
    }

    @Override
    public void close() {
        workers.shutdownNow();
        boolean interrupted = false;
        while (!workers.isTerminated()) {
            try {
                workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
