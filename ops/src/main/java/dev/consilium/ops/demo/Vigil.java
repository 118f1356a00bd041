package dev.consilium.ops.demo;

import dev.consilium.stack.Probe;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Waits for something to come of the stream, and gives up when the stream stands still or one of its parts has failed. One thread only.
 *
 * @param healthy throws when a part has failed
 * @param progress a count that grows as long as the stream moves
 */
record Vigil(Runnable healthy, LongSupplier progress) {
    private static final Duration STANDSTILL = Duration.ofSeconds(60);
    /** Longer than any commit takes: a second answer to an image would be in by then. */
    private static final Duration QUIET = Duration.ofSeconds(2);

    /** Longer than the application needs to have an abandoned transaction aborted. */
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(50);

    /** @throws IllegalStateException when it does not come */
    void await(BooleanSupplier condition, String missing) throws InterruptedException {
        if (!awaitUnlessStill(condition, STANDSTILL)) {
            throw new IllegalStateException(missing + ": nothing has moved for " + STANDSTILL.toSeconds() + " s");
        }
    }

    /** Waits for the last answers: until all are in and nothing more comes, or until none has come for long. */
    void awaitRest(BooleanSupplier complete) throws InterruptedException {
        awaitUnlessStill(complete, GIVE_UP);
        awaitUnlessStill(() -> false, QUIET);
    }

    /** @return whether the condition held before the stream stood still for that long */
    private boolean awaitUnlessStill(BooleanSupplier condition, Duration limit) throws InterruptedException {
        return Probe.untilStill(limit, LOOK, progress).holds(() -> {
            boolean come = condition.getAsBoolean();
            if (!come) {
                healthy.run();
            }
            return come;
        });
    }
}
