package dev.consilium.ops.guarantee;

import java.io.IOException;

/** Something that happens to instances while they have images in flight. Stateless; one thread. */
interface Fault {

    /** As the command line and the figures call it. */
    String name();

    /** Whether it needs several brokers. */
    default boolean needsCluster() {
        return false;
    }

    /**
     * Does it once, and brings back what it took away; returns when that is started.
     *
     * @param number of faults before it in this scenario: who is hit takes turns
     */
    Strike strike(Scene scene, int number) throws IOException, InterruptedException;
}
