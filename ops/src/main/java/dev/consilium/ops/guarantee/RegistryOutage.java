package dev.consilium.ops.guarantee;

import dev.consilium.stack.Registry;
import java.time.Duration;
import java.util.List;

/** The schema registry goes away in the middle; meanwhile an instance ends, and starts without one. */
record RegistryOutage() implements Fault {

    private static final Duration AFTER_THE_START = Duration.ofSeconds(3);

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        Registry registry = scene.rig().registry();
        registry.stop();
        try {
            Instance victim = scene.instances().inTurn(number);
            Strike strike = scene.aim(List.of(victim));
            victim.terminate();
            strike.silence(System.nanoTime());
            victim.start();
            Thread.sleep(AFTER_THE_START.toMillis());
            return strike;
        } finally {
            registry.restart();
        }
    }
}
