package dev.consilium.ops.guarantee;

import dev.consilium.stack.Cluster;
import dev.consilium.stack.Probe;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * The disk of the only broker is full, and it ends. Then there is room again, and it is started anew over what it had written:
 * what an operator does.
 */
record DiskFull() implements Fault {

    private static final int BROKER = 1;
    private static final Probe NOTICED = Probe.within(Duration.ofMinutes(1), Duration.ofMillis(50));

    @Override
    public Ground ground() {
        return Ground.SMALL_DISK;
    }

    @Override
    public Optional<String> obstacle() {
        return SmallDisk.obstacle();
    }

    @Override
    public Strike strike(Scene scene, int number) throws IOException, InterruptedException {
        if (!(scene.rig().kafka() instanceof Cluster broker)) {
            throw new IllegalStateException("the broker is not in a process of its own");
        }
        Strike strike = scene.aim(scene.instances().regulars());
        scene.disk().fill();
        try {
            NOTICED.await(
                    () -> !broker.isUp(BROKER), () -> "the broker does not notice that its disk is full and goes on");
            strike.silence(System.nanoTime());
        } finally {
            broker.kill(BROKER);
            scene.disk().free();
            broker.restart(BROKER);
        }
        return strike;
    }
}
