package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.stack.Probe;
import dev.consilium.streams.roster.SpecialistStatus;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Publishes version after version of all specialists, the next as soon as the app answers with the last. One thread only.
 *
 * <p>Faster than {@code publish --wait} one after the other, which gives instances that it does not know yet three seconds to
 * speak up.
 */
final class RollOuts implements AutoCloseable {

    private static final Probe SWAPPED_IN = Probe.within(Duration.ofSeconds(90), Duration.ofMillis(5));

    private final LoadedApp app;
    private final Publisher publisher;
    private final InstantSource clock = InstantSource.system();
    private final List<SwapIn> swaps = new ArrayList<>();

    RollOuts(Rig rig, LoadedApp app) {
        this.app = app;
        this.publisher = new Publisher(rig.connection(), app.topics(), clock);
    }

    /**
     * Makes new versions of all specialists serve, in one decision.
     *
     * @throws IllegalStateException when the app refuses one or does not come to an end
     */
    void next() throws IOException, InterruptedException {
        Map<String, String> before = new HashMap<>();
        app.app().roster().specialists().forEach(one -> before.put(one.specialist(), String.valueOf(one.serving())));
        long begun = clock.millis();
        Set<VersionKey> published = publisher
                .publish(
                        app.specialists(),
                        PublishRequest.serve("bench", "a roll-out under load").withNextVersion(),
                        Publisher.UploadProgress.NONE)
                .versions();
        awaitServing(published);
        published.forEach(
                version -> swaps.add(new SwapIn(before.getOrDefault(version.specialist(), ""), version, begun)));
    }

    @Override
    public void close() {
        publisher.close();
    }

    /** In the order in which they were published. */
    List<SwapIn> swaps() {
        return List.copyOf(swaps);
    }

    private void awaitServing(Set<VersionKey> versions) throws InterruptedException {
        SWAPPED_IN.await(
                () -> {
                    List<SpecialistStatus> now = app.app().roster().specialists();
                    if (now.stream().anyMatch(one -> one.state().equals("REJECTED"))) {
                        throw new IllegalStateException(notSwappedIn(versions));
                    }
                    return versions.stream().allMatch(version -> now.stream().anyMatch(one -> serves(one, version)));
                },
                () -> notSwappedIn(versions));
    }

    private String notSwappedIn(Set<VersionKey> versions) {
        return "the app does not swap " + versions + " in: "
                + app.app().roster().specialists();
    }

    private static boolean serves(SpecialistStatus one, VersionKey version) {
        return one.specialist().equals(version.specialist())
                && version.version().equals(one.serving());
    }
}
