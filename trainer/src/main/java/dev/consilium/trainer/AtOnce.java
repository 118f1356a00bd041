package dev.consilium.trainer;

import dev.consilium.specialist.torch.UnusableModelException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks on as many threads as there are cores: all succeed, or the first failure interrupts the others. */
final class AtOnce {
    /** @param name of the thread while it runs */
    record Task<T>(String name, Callable<T> work) {}

    private AtOnce() {}

    /** The results in the order of the tasks. No task is running any more when this returns or throws. */
    static <T> List<T> run(List<Task<T>> tasks) throws IOException, UnusableModelException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(tasks.size(), Runtime.getRuntime().availableProcessors()));
        try {
            ExecutorCompletionService<T> completion = new ExecutorCompletionService<>(threads);
            List<Future<T>> futures = new ArrayList<>();
            for (Task<T> task : tasks) {
                futures.add(completion.submit(() -> named(task)));
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

    private static <T> T named(Task<T> task) throws Exception {
        Thread thread = Thread.currentThread();
        String before = thread.getName();
        thread.setName(task.name());
        try {
            return task.work().call();
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
