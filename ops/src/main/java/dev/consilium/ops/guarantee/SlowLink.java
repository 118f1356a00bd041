package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.List;

/** What one instance sends and receives is late, and less passes than it needs; then all passes again. */
record SlowLink() implements Fault {

    private static final Duration LENGTH = Duration.ofSeconds(10);
    private static final Duration LATENCY = Duration.ofMillis(100);

    /** Of a connection: some hundred images, or some hundred predictions. */
    private static final long BYTES_PER_SECOND = 256 << 10;

    @Override
    public Outfit outfit() {
        return Outfit.BEHIND_A_LINK;
    }

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        Strike strike = scene.aim(List.of(scene.instances().first()));
        scene.uplink().slow(LATENCY, BYTES_PER_SECOND);
        try {
            strike.silence(System.nanoTime());
            Thread.sleep(LENGTH.toMillis());
        } finally {
            scene.uplink().mend();
        }
        return strike;
    }
}
