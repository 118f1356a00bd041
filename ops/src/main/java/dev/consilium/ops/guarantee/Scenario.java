package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Rate;
import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What is done to running instances under a load. It is played once, by one thread. */
interface Scenario {

    /** As the command line and the figures call it. */
    String name();

    /** What it is played on. */
    default Ground ground() {
        return Ground.ONE_BROKER;
    }

    /** What its instances have beside what all have. */
    default Outfit outfit() {
        return Outfit.USUAL;
    }

    /** Why it cannot be played on this machine; empty when it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /** How many shares of the time of a run it needs. */
    default int weight() {
        return 1;
    }

    /** Of the instances, beside those that all scenarios have. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Whether some images of the load cannot be decoded. */
    default boolean hasDamagedImages() {
        return false;
    }

    /**
     * How large its load is.
     *
     * @param asked for by the user
     */
    default Rate rate(Rate asked) {
        return asked;
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
    void play(Scene scene, SteadyLoad load, Share share) throws IOException, InterruptedException;

    /** What it has to say itself, after the load has ended. */
    Account account(Scene scene, SteadyLoad load);
}
