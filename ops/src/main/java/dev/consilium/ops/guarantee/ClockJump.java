package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The clock of one instance is set an hour ahead, which it does not mind; the next time back, at which it ends by itself, and is
 * started anew, as whoever watches over processes does.
 */
record ClockJump() implements Fault {

    private static final Duration AHEAD = Duration.ofHours(1);

    @Override
    public Outfit outfit() {
        return Outfit.OWN_CLOCKS;
    }

    @Override
    public Optional<String> obstacle() {
        return FakeClock.obstacle();
    }

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        boolean back = number % 2 == 1;
        Instance victim = scene.instances().inTurn(number / 2);
        Strike strike = scene.aim(List.of(victim));
        victim.clock().set(back ? Duration.ZERO : AHEAD);
        if (back) {
            victim.awaitEnd();
            strike.silence(System.nanoTime());
            victim.start();
        } else {
            Thread.sleep(FakeClock.NOTICED.toMillis());
            strike.silence(System.nanoTime());
        }
        return strike;
    }
}
