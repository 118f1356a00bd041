package dev.consilium.ops.guarantee;

import java.util.List;

/**
 * SIGKILL to one instance, or to all at once.
 *
 * @param all so that nobody is left
 */
record Kill(boolean all) implements Fault {

    @Override
    public Strike strike(Scene scene, int number) throws InterruptedException {
        List<Instance> victims =
                all ? scene.instances().regulars() : List.of(scene.instances().inTurn(number));
        Strike strike = scene.aim(victims);
        for (Instance victim : victims) {
            victim.kill();
        }
        strike.silence(System.nanoTime());
        victims.forEach(Instance::start);
        return strike;
    }
}
