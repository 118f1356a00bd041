package dev.consilium.streams.scoring;

import dev.consilium.streams.circuit.CircuitBreaker;

/**
 * The trial of a specialist that is not asked: one batch of test images, so that no image is at stake. In a thread of its own, since it may
 * hang again.
 */
final class Probe implements Runnable {

    private final CircuitBreaker breaker;
    private final int batchSize;
    private final Attempt attempt = new Attempt();
    private volatile boolean over;

    Probe(CircuitBreaker breaker, int batchSize) {
        this.breaker = breaker;
        this.batchSize = batchSize;
    }

    @Override
    public void run() {
        try {
            var unused = attempt.at(() -> {
                breaker.seat().model().prove(batchSize);
                return true;
            });
            breaker.answered();
        } catch (GivenUpException e) {
            breaker.returned();
        } catch (RuntimeException | Error e) {
            breaker.failed("it fails on test images: " + e);
        } finally {
            over = true;
        }
    }

    /** Whether there is nothing more to watch: it is over, or it has just been given up. */
    boolean isOver(long nowNanos, long allowedNanos, String reason) {
        if (!over && attempt.giveUp(nowNanos, allowedNanos)) {
            breaker.hung(reason);
            return true;
        }
        return over;
    }
}
