package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ServedApp;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.Ports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Two instances of the app, each in a process of its own, that trust one folder of keys. One thread. */
record TwoInstances(List<ServedApp> apps) implements AutoCloseable {

    static final int COUNT = 2;
    private static final List<String> MEMORY = List.of("-Xmx512m");

    /**
     * Starts both; they are ready once there is a roster.
     *
     * @param keys folder of the keys that they trust
     */
    static TwoInstances start(Rig rig, Topics topics, Path keys) {
        List<ServedApp> apps = new ArrayList<>();
        TwoInstances instances = new TwoInstances(apps);
        try {
            for (int i = 0; i < COUNT; i++) {
                apps.add(ServedApp.start(
                        settings(rig, topics, keys, i), MEMORY, rig.folder().resolve("instance-" + i + ".log")));
            }
            return instances;
        } catch (RuntimeException e) {
            instances.close();
            throw e;
        }
    }

    /**
     * Waits until both answer.
     *
     * @throws IllegalStateException when one does not in time
     */
    void awaitReady() throws InterruptedException {
        for (ServedApp app : apps) {
            app.awaitReady();
        }
    }

    private static Map<String, String> settings(Rig rig, Topics topics, Path keys, int instance) {
        Map<String, String> own = new HashMap<>();
        own.put("http.enabled", "true");
        own.put("http.port", Integer.toString(Ports.free()));
        own.put("trusted.keys", keys.toString());
        own.put("trust.unsigned", "false");
        own.put("artifact.max.size", Integer.toString(BadVersion.MAX_BYTES));
        // No module is kept on disk: each roll-out fetches, verifies and loads, as the first of a version does.
        own.put("artifact.cache.size", "1");
        own.put(
                "artifact.cache.directory",
                rig.folder().resolve("cache-" + instance).toString());
        return rig.settings(topics, "guarantee", own);
    }

    /**
     * Looks whether both still run.
     *
     * @throws IllegalStateException when one has ended; with the tail of its log
     */
    void check() {
        apps.forEach(ServedApp::check);
    }

    @Override
    public void close() {
        apps.forEach(ServedApp::close);
    }
}
