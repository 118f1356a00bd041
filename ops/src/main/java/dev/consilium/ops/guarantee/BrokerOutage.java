package dev.consilium.ops.guarantee;

import dev.consilium.stack.Broker;
import java.time.Duration;

/** The only broker goes away for a while and comes back with its data. */
record BrokerOutage() implements Fault {

    private static final Duration LENGTH = Duration.ofSeconds(3);

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        if (!(scene.rig().kafka() instanceof Broker broker)) {
            throw new IllegalStateException("there are several brokers");
        }
        Strike strike = scene.aim(scene.instances().regulars());
        broker.stop();
        try {
            strike.silence(System.nanoTime());
            Thread.sleep(LENGTH.toMillis());
        } finally {
            broker.restart();
        }
        return strike;
    }
}
