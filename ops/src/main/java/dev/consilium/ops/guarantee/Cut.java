package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.util.List;

/**
 * Nothing passes between one instance and the world until others have its partitions; then what was on its way arrives, late. Every
 * other time it is cut off for longer than its transaction may last, too.
 */
record Cut() implements Fault {

    @Override
    public Outfit outfit() {
        return Outfit.BEHIND_A_LINK;
    }

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        Instance victim = scene.instances().first();
        Strike strike = scene.aim(List.of(victim));
        scene.uplink().cut();
        try {
            strike.silence(System.nanoTime());
            scene.awaitTakenOver(victim, strike, number % 2 == 0);
        } finally {
            scene.uplink().mend();
        }
        return strike;
    }
}
