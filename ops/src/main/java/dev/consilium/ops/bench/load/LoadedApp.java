package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.stack.Probe;
import dev.consilium.streams.ConsiliumApp;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The app in this process with two specialists. */
record LoadedApp(Topics topics, List<SpecialistPackage> specialists, ConsiliumApp app, AppMetrics metrics)
        implements AutoCloseable {

    static final int PARTITIONS = 12;

    private static final Probe READY = Probe.within(Duration.ofMinutes(1), Duration.ofMillis(50));

    /**
     * Starts, and returns when it answers.
     *
     * @param name of its group, and of its topics
     * @param settings that differ from the app's defaults
     */
    static LoadedApp start(Rig rig, String name, Map<String, String> settings)
            throws IOException, InterruptedException {
        Topics topics = rig.topics(name, name + "-images", PARTITIONS);
        List<SpecialistPackage> specialists = rig.specialists(2);
        rig.publish(topics, specialists);
        Map<String, String> all = new HashMap<>(Map.of("http.enabled", "true", "http.port", "0"));
        all.putAll(settings);
        ConsiliumApp app = rig.consilium(topics, name, all);
        try {
            READY.await(() -> app.health().ready(), () -> notReady(app));
            return new LoadedApp(
                    topics, specialists, app, new AppMetrics(app.httpAddress().orElseThrow()));
        } catch (InterruptedException | RuntimeException e) {
            app.close();
            throw e;
        }
    }

    @Override
    public void close() {
        app.close();
    }

    private static String notReady(ConsiliumApp app) {
        return "the app is not ready after " + READY.limit().toSeconds() + " s: "
                + app.health().reasons();
    }
}
