package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** What is done to running instances under a steady load. It is played once, by one thread. */
interface Scenario {

    /** As the command line and the figures call it. */
    String name();

    /** Of the instances, beside those that all scenarios have. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Whether it needs several brokers. */
    default boolean needsCluster() {
        return false;
    }

    /** Whether some images of the load cannot be decoded. */
    default boolean hasDamagedImages() {
        return false;
    }

    /**
     * How long it warms the instances up.
     *
     * @param asked for by the user
     */
    Duration warmUp(Duration asked);

    /** Done again and again while the instances are warmed up. */
    default void rehearse(Scene scene) throws IOException, InterruptedException {
        Thread.sleep(50);
    }

    /** @throws IllegalStateException when what it does cannot be done, or is not over in time */
    void play(Scene scene, SteadyLoad load) throws IOException, InterruptedException;

    /** What it has to say itself, after the load has ended. */
    Account account(Scene scene, SteadyLoad load);
}
