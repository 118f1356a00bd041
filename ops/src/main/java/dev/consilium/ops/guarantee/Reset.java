package dev.consilium.ops.guarantee;

import java.util.List;

/** All connections of one instance are reset; it can have new ones at once. */
record Reset() implements Fault {

    @Override
    public Outfit outfit() {
        return Outfit.BEHIND_A_LINK;
    }

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        Strike strike = scene.aim(List.of(scene.instances().first()));
        scene.uplink().reset();
        strike.silence(System.nanoTime());
        return strike;
    }
}
