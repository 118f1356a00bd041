package dev.consilium.ops.guarantee;

import java.util.List;

/** SIGTERM to one instance after the other; each is started anew, and the next comes when it is ready: an upgrade. */
record Restart() implements Fault {

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        Instance victim = scene.instances().inTurn(number);
        Strike strike = scene.aim(List.of(victim));
        victim.terminate();
        strike.silence(System.nanoTime());
        victim.start();
        return strike;
    }
}
