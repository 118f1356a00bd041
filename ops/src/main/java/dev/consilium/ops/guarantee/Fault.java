package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** Something that happens to instances while they have images in flight. Stateless; one thread. */
interface Fault {

    /** What it needs to be played on. */
    default Ground ground() {
        return Ground.ONE_BROKER;
    }

    /** What it needs the instances to have. */
    default Outfit outfit() {
        return Outfit.USUAL;
    }

    /** Of the instances, beside those that all scenarios have. */
    default Map<String, String> settings() {
        return Map.of();
    }

    /** Why it cannot be done on this machine; empty when it can. */
    default Optional<String> obstacle() {
        return Optional.empty();
    }

    /**
     * Does it once, and brings back what it took away; returns when that is started.
     *
     * @param number of times that it was done before in this scenario: who is hit takes turns
     */
    Strike strike(Scene scene, int number) throws IOException, InterruptedException;
}
