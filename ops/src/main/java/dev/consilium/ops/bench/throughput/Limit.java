package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Image;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The machine's own limit: the kernel over images in memory, one thread a core, no Kafka and no waiting. Whatever carries
 * images to the kernel can come near it, but not past it.
 */
final class Limit {

    private final Models models;
    private final List<Image> images;
    private final int threads;
    private final int batchSize;

    Limit(Models models, List<Image> images, int threads, int batchSize) {
        this.models = models;
        this.images = images;
        this.threads = threads;
        this.batchSize = batchSize;
    }

    /**
     * What was found.
     *
     * @param imagesPerSecond of all threads together
     * @param cpuMicrosPerImage by stage; {@link Stage#FORWARD} is that of all specialists
     */
    record Result(double imagesPerSecond, Map<Stage, Double> cpuMicrosPerImage) {
        double totalCpuMicros() {
            return cpuMicrosPerImage.values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
        }
    }

    /** Runs for the warm-up and then for as long as is measured. */
    Result run(Duration warmUp, Duration measured) throws InterruptedException, ExecutionException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService loops =
                Executors.newFixedThreadPool(threads, task -> new Thread(task, "loop-" + number.getAndIncrement()));
        try {
            long start = System.nanoTime() + warmUp.toNanos();
            long end = start + measured.toNanos();
            List<Callable<Lane>> lanes = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Lane lane = new Lane(i * images.size() / threads);
                lanes.add(() -> lane.run(start, end));
            }
            List<Lane> done = new ArrayList<>();
            for (Future<Lane> lane : loops.invokeAll(lanes)) {
                done.add(lane.get());
            }
            return result(done);
        } finally {
            loops.shutdownNow();
        }
    }

    private static Result result(List<Lane> lanes) {
        double rate = 0;
        long answered = 0;
        for (Lane lane : lanes) {
            rate += lane.answered * 1e9 / lane.nanos;
            answered += lane.answered;
        }
        Map<Stage, Double> micros = new EnumMap<>(Stage.class);
        for (Stage stage : Stage.values()) {
            long nanos =
                    lanes.stream().mapToLong(lane -> lane.clock.nanos(stage)).sum();
            micros.put(stage, nanos / 1e3 / answered);
        }
        return new Result(rate, micros);
    }

    /** One thread's share. Read when it has ended. */
    private final class Lane {
        private final StageClock clock = new StageClock();
        private int next;
        private long answered;
        private long nanos;

        Lane(int first) {
            next = first;
        }

        Lane run(long start, long end) {
            try (Kernel kernel = new Kernel(models, batchSize, clock)) {
                while (System.nanoTime() < start) {
                    kernel.answer(batch());
                }
                clock.reset();
                long began = System.nanoTime();
                long now;
                do {
                    answered += kernel.answer(batch()).size();
                    now = System.nanoTime();
                } while (now < end);
                nanos = now - began;
                return this;
            }
        }

        private List<Image> batch() {
            List<Image> batch = new ArrayList<>(batchSize);
            for (int i = 0; i < batchSize; i++) {
                batch.add(images.get(next));
                next = (next + 1) % images.size();
            }
            return batch;
        }
    }
}
