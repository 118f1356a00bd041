package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.demo.ServedApp;
import dev.consilium.schemas.Topics;
import dev.consilium.stack.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Consilium in processes of their own, each tied to one core. The broker stays in this process, which is tied to nothing.
 *
 * @param cores one instance each
 */
record Instances(Rig rig, Topics topics, List<Integer> cores) implements Contestant {

    @Override
    public String name() {
        return cores.size() == 1 ? "1 instance on 1 core" : cores.size() + " instances on 1 core each";
    }

    @Override
    public String output() {
        return topics.predictions();
    }

    @Override
    public AutoCloseable start(String group) throws Exception {
        List<ServedApp> apps = new ArrayList<>();
        try {
            for (int core : cores) {
                apps.add(instance(group.replace(' ', '-'), core));
            }
            for (ServedApp app : apps) {
                app.awaitReady();
            }
            return () -> apps.forEach(ServedApp::close);
        } catch (IOException | InterruptedException | RuntimeException e) {
            apps.forEach(ServedApp::close);
            throw e;
        }
    }

    private ServedApp instance(String group, int core) throws IOException {
        Map<String, String> settings = new HashMap<>(rig.settings(
                topics,
                group,
                Map.of(
                        "http.enabled",
                        "true",
                        "http.port",
                        Integer.toString(Ports.free()),
                        "scorer.threads",
                        "1",
                        "artifact.cache.directory",
                        rig.folder().resolve("cache-" + group + "-" + core).toString())));
        ServedApp app = ServedApp.start(
                settings, List.of("-Xmx512m"), rig.folder().resolve("instance-" + group + "-" + core + ".log"));
        // It has just begun: what it starts from now on inherits the core.
        Cores.tie(app.pid(), core);
        return app;
    }
}
