package dev.consilium.ops.demo;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.trust.SigningKey;
import dev.consilium.trainer.TrainedSpecialist;
import dev.consilium.trainer.publish.Publication;
import dev.consilium.trainer.publish.PublishRequest;
import dev.consilium.trainer.publish.Publisher;
import dev.consilium.trainer.publish.Publisher.UploadProgress;
import dev.consilium.trainer.publish.RolloutWatch;
import dev.consilium.trainer.publish.WaitOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Publishes versions, all specialists in one decision, and remembers when each publication began. One thread only. */
final class Rollouts implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private final Connection connection;
    private final Topics topics;
    private final Publisher publisher;
    private final InstantSource clock;
    private final Map<VersionKey, Long> begun = new HashMap<>();

    /** @param key signs them */
    Rollouts(Connection connection, Topics topics, SigningKey key, InstantSource clock) {
        this.connection = connection;
        this.topics = topics;
        this.publisher = new Publisher(connection, topics, Optional.of(key), clock);
        this.clock = clock;
    }

    @Override
    public void close() {
        publisher.close();
    }

    /** Makes these versions serve, all together. */
    Publication publish(List<TrainedSpecialist> specialists) throws IOException {
        long now = clock.millis();
        Publication published = publisher.publish(
                specialists.stream().map(TrainedSpecialist::written).toList(),
                PublishRequest.serve("demo", "trained by the demo"),
                UploadProgress.NONE);
        published.versions().forEach(version -> begun.put(version, now));
        return published;
    }

    /**
     * Makes these versions serve, and follows the app until it has swapped them in.
     *
     * @param progress told of each stage that the app reports
     * @throws IllegalStateException when the app refuses one, with its reason, or does not come to an end
     */
    void swapIn(List<TrainedSpecialist> specialists, Consumer<String> progress) throws IOException {
        try (RolloutWatch watch = new RolloutWatch(connection, topics)) {
            Publication published = publish(specialists);
            WaitOutcome outcome = watch.await(published.versions(), LIMIT, event -> progress.accept(describe(event)));
            if (outcome instanceof WaitOutcome.Refused refused) {
                throw new IllegalStateException("the app refused a new version: "
                        + refused.refusals().stream()
                                .map(event -> describe(event) + ", " + event.getReason())
                                .collect(Collectors.joining("; ")));
            }
            if (outcome instanceof WaitOutcome.Unfinished) {
                throw new IllegalStateException("the app has not swapped the new versions in after " + LIMIT.toSeconds()
                        + " s; its rollouts topic does not say why");
            }
        }
    }

    /** When publishing of this version began; milliseconds since 1970. */
    long begunMillis(String specialist, String version) {
        Long millis = begun.get(new VersionKey(specialist, version));
        if (millis == null) {
            throw new IllegalArgumentException(specialist + "@" + version + " has not been published here");
        }
        return millis;
    }

    private static String describe(RolloutEvent event) {
        return event.getSpecialist() + "@" + event.getVersion() + " "
                + event.getState().name().toLowerCase(Locale.ROOT);
    }
}
