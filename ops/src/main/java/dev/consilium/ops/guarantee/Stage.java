package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.stack.Broker;
import dev.consilium.stack.Ports;
import java.io.IOException;
import java.util.Optional;

/**
 * Brokers and a registry for the scenarios of one ground, and what they can be hit by. One thread.
 *
 * @param uplink only where there is one broker
 * @param disk only where its disk is small
 */
record Stage(Rig rig, Optional<Uplink> uplink, Optional<SmallDisk> disk) implements AutoCloseable {

    static Stage on(Ground ground) throws Exception {
        return switch (ground) {
            case ONE_BROKER -> withUplink();
            case SMALL_DISK -> withSmallDisk();
            case THREE_BROKERS -> new Stage(Rig.startOnCluster(), Optional.empty(), Optional.empty());
        };
    }

    private static Stage withUplink() throws Exception {
        int port = Ports.free();
        Rig rig = Rig.startWithDetour(port);
        try {
            return new Stage(rig, Optional.of(Uplink.of(rig, (Broker) rig.kafka(), port)), Optional.empty());
        } catch (IOException | RuntimeException e) {
            rig.close();
            throw e;
        }
    }

    private static Stage withSmallDisk() throws Exception {
        SmallDisk disk = SmallDisk.mount();
        try {
            return new Stage(Rig.startOn(disk.path()), Optional.empty(), Optional.of(disk));
        } catch (Exception e) {
            disk.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try (rig) {
            if (uplink.isPresent()) {
                uplink.get().close();
            }
        } finally {
            if (disk.isPresent()) {
                disk.get().close();
            }
        }
    }
}
