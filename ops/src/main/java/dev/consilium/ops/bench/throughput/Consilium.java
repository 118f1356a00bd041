package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import java.util.Map;

/**
 * What is measured.
 *
 * @param topics on which its specialists are published
 * @param settings that differ from what a user gets
 */
record Consilium(Rig rig, Topics topics, Map<String, String> settings) implements Contestant {

    @Override
    public String name() {
        return "consilium";
    }

    @Override
    public String output() {
        return topics.predictions();
    }

    @Override
    public AutoCloseable start(String group) {
        return rig.consilium(topics, group, settings);
    }
}
