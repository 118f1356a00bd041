package dev.consilium.ops.guarantee;

import dev.consilium.stack.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A specialist of one instance hangs over an image, with all images of its batch, for longer than a transaction may last. It had
 * passed every gate.
 */
record Hang() implements Fault {

    private static final Probe HANGS = Probe.within(Duration.ofMinutes(1), Duration.ofMillis(50));

    @Override
    public Outfit outfit() {
        return Outfit.A_SPECIALIST_THAT_HANGS;
    }

    @Override
    public Map<String, String> settings() {
        // It is waited for: what an image becomes whose specialist is too late is another promise.
        return Map.of("consultation.deadline", "10m");
    }

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        Instance victim = scene.instances().inTurn(number);
        Strike strike = scene.aim(List.of(victim));
        scene.send(HangingSpecialist.sign(), strike.waiting().iterator().next());
        // What is due from now on is behind it.
        strike.silence(System.nanoTime());
        Duration longer = scene.transaction().plusSeconds(1);
        HANGS.await(
                () -> victim.work().oldest().compareTo(longer) >= 0,
                () -> "no image of " + victim + " is in flight for " + longer.toSeconds()
                        + " s: its specialist does not hang");
        return strike;
    }
}
