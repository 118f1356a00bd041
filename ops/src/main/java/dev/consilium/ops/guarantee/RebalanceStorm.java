package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.util.List;

/** Two more instances join and, as soon as both have images in flight, leave again: one by SIGTERM, one by SIGKILL. */
record RebalanceStorm() implements Fault {

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        Instance one = scene.startAnother();
        Instance other = scene.startAnother();
        one.awaitReady();
        other.awaitReady();
        Strike strike = scene.aim(List.of(one, other));
        one.terminate();
        other.kill();
        strike.silence(System.nanoTime());
        return strike;
    }
}
