package dev.consilium.trainer;

import dev.consilium.specialist.torch.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks, as many at a time as there are cores: all succeed, or the first failure interrupts the others. Tasks that let
 * others go on now and then ({@link Turns}) end at about the same time, and no core is idle until then.
 */
final class AtOnce {
    /** Begun and not ended, for each core: each task has memory of its own. */
    private static final int BEGUN_PER_CORE = 4;

    /**
     * What a task does.
     *
     * @param name of the thread while it runs
     */
    record Task<T>(String name, Work<T> work) {}

    /** Runs on one thread. */
    @FunctionalInterface
    interface Work<T> {
        T run(Turns turns) throws Exception;
    }

    /** Which tasks have a core. Any thread. */
    static final class Turns {
        private final Semaphore cores;

        private Turns(int cores) {
            // Fair: whoever waits for longest is next.
            this.cores = new Semaphore(cores, true);
        }

        /** Lets a task go on that waits for a core, and waits for one in its turn. */
        void next() {
            if (cores.hasQueuedThreads()) {
                cores.release();
                // An interrupted task comes to its end as well, once it has a core.
                cores.acquireUninterruptibly();
            }
        }

        private <T> T run(Work<T> work) throws Exception {
            cores.acquire();
            try {
                return work.run(this);
            } finally {
                cores.release();
            }
        }
    }

    private AtOnce() {}

    /** The results in the order of the tasks. No task is running any more when this returns or throws. */
    static <T> List<T> run(List<Task<T>> tasks) throws IOException, UnusableModelException, InterruptedException {
        return run(tasks, Runtime.getRuntime().availableProcessors());
    }

    static <T> List<T> run(List<Task<T>> tasks, int cores)
            throws IOException, UnusableModelException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(tasks.size(), BEGUN_PER_CORE * cores));
        Turns turns = new Turns(cores);
        try {
            ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (Task<T> task : tasks) {
                futures.add(completion.submit(() -> named(task, turns)));
            }
            for (int done = 0; done < tasks.size(); done++) {
                completion.take().get();
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw rethrown(Objects.requireNonNullElse(e.getCause(), e));
        } finally {
            threads.shutdownNow();
            // A task ends after the batch at hand; nothing may touch the files or the images after this method.
            awaitQuietly(threads);
        }
    }

    private static <T> T named(Task<T> task, Turns turns) throws Exception {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(task.name());
        try {
            return turns.run(task.work());
        } finally {
            thread.setName(before);
        }
    }

    private static RuntimeException rethrown(Throwable cause) throws IOException, UnusableModelException {
        if (cause instanceof IOException io) {
            throw io;
        }
        if (cause instanceof UnusableModelException unusable) {
            throw unusable;
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException runtime ? runtime : new IllegalStateException(cause);
    }

    private static void awaitQuietly(ExecutorService threads) {
        boolean interrupted = false;
        while (!threads.isTerminated()) {
            try {
                threads.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
