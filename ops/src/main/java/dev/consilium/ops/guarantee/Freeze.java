package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.util.List;

/**
 * SIGSTOP to one instance until others have its partitions, then SIGCONT: it goes on with what it believes to be its own. Every other
 * time it is frozen for longer than its transaction may last, too.
 */
record Freeze() implements Fault {

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        Instance victim = scene.instances().inTurn(number);
        Strike strike = scene.aim(List.of(victim));
        victim.freeze();
        try {
            strike.silence(System.nanoTime());
            scene.awaitTakenOver(victim, strike, number % 2 == 0);
        } finally {
            victim.thaw();
        }
        return strike;
    }
}
