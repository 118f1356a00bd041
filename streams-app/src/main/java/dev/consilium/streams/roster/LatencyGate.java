package dev.consilium.streams.roster;

import dev.consilium.specialist.torch.ForwardException;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.specialist.torch.TorchScriptModel;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Lets a version run beside the one that serves: one that takes many times as long would hold up every image, right as its answers may
 * be. What counts is the processor time of the quickest of a few runs: by the clock, a run that scorers push off its core takes
 * several times as long, and good versions would be refused under load.
 *
 * <p>Owned by the loader thread; asks who serves, which the feed's thread tells.
 */
final class LatencyGate {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int TURNS = 3;
    /** Of all turns together; a large module takes fewer. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    /**
     * What the gate saw, in nanoseconds of processor time for a full batch.
     *
     * @param nanos that the version takes
     * @param servingNanos that the one that serves takes
     */
    record Report(long nanos, long servingNanos) {
        double ratio() {
            return nanos / (double) servingNanos;
        }

        Map<String, Double> statistics() {
            return Map.of("forwardMillis", nanos / 1e6, "servingForwardMillis", servingNanos / 1e6);
        }
    }

    private final double maxRatio;
    private final int batchSize;
    private final Function<String, Optional<Seat>> serving;

    /**
     * A gate that lets through what takes at most {@code maxRatio} times as long.
     *
     * @param serving who serves as a specialist, by its name
     */
    LatencyGate(double maxRatio, int batchSize, Function<String, Optional<Seat>> serving) {
        this.maxRatio = maxRatio;
        this.batchSize = batchSize;
        this.serving = serving;
    }

    /**
     * Compares the two.
     *
     * @return empty when nobody serves as this specialist
     * @throws RefusedException naming both times
     */
    Optional<Report> pass(Seat candidate) throws RefusedException {
        Optional<Seat> present = serving.apply(candidate.specialist().name())
                .filter(seat -> seat.model().tryRetain());
        if (present.isEmpty()) {
            return Optional.empty();
        }
        TorchScriptModel old = present.get().model();
        try {
            Report report = compare(candidate.model(), old);
            if (report.ratio() > maxRatio) {
                throw new RefusedException(String.format(
                        Locale.ROOT,
                        "a batch of %2$d takes it %1$.2f ms of processor time, %3$.1f times as long as %4$s (%5$.2f ms);"
                                + " gate.max.latency.ratio is %6$.1f:"
                                + " publish a quicker one, or raise it if this is meant",
                        report.nanos() / 1e6,
                        batchSize,
                        report.ratio(),
                        present.get().specialist(),
                        report.servingNanos() / 1e6,
                        maxRatio));
            }
            return Optional.of(report);
        } catch (ForwardException e) {
            throw new RefusedException(e);
        } finally {
            old.release();
        }
    }

    private Report compare(TorchScriptModel candidate, TorchScriptModel old) {
        try (ImageBatch batch = new ImageBatch(candidate.input(), batchSize);
                ImageBatch oldBatch = new ImageBatch(old.input(), batchSize)) {
            long begin = System.nanoTime();
            // The first run of a size is slower than all others.
            candidate.forward(batch, batchSize);
            long nanos = Long.MAX_VALUE;
            long oldNanos = Long.MAX_VALUE;
            for (int turn = 0; turn == 0 || (turn < TURNS && System.nanoTime() - begin < LIMIT.toNanos()); turn++) {
                oldNanos = Math.min(oldNanos, run(old, oldBatch));
                nanos = Math.min(nanos, run(candidate, batch));
            }
            return new Report(nanos, oldNanos);
        }
    }

    private long run(TorchScriptModel model, ImageBatch batch) {
        long start = THREADS.getCurrentThreadCpuTime();
        model.forward(batch, batchSize);
        return Math.max(1, THREADS.getCurrentThreadCpuTime() - start);
    }
}
