package dev.consilium.ops.guarantee;

import dev.consilium.stack.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * SIGSTOP to one instance until others have its partitions, then SIGCONT: it goes on with what it believes to be its own. Every other
 * time it is frozen for longer than its transaction may last, too.
 */
record Freeze() implements Fault {

    private static final Probe TAKEN_OVER = Probe.within(Duration.ofMinutes(1), Duration.ofMillis(20));

    @Override
    public String name() {
        return "freeze";
    }

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        Instance victim = scene.instances().inTurn(number);
        Strike strike = scene.aim(List.of(victim));
        victim.freeze();
        try {
            long frozen = System.nanoTime();
            strike.silence(frozen);
            TAKEN_OVER.await(
                    () -> scene.instances().partitionsWithout(victim).size() == Scene.PARTITIONS,
                    () -> "nobody takes over the partitions of " + victim + ", which is frozen");
            if (number % 2 == 1) {
                Duration left = scene.patience().transaction().plusSeconds(1).minusNanos(System.nanoTime() - frozen);
                Thread.sleep(Math.max(0, left.toMillis()));
            }
        } finally {
            victim.thaw();
        }
        return strike;
    }
}
