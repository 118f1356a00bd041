package dev.consilium.ops.demo;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterWriter;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.TrainedSpecialist;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Publishes versions, all specialists in one decision, and remembers when each publication began. One thread only. */
final class Publication {
    private static final long NO_HINT = -1;

    private final ArtifactChunks artifacts;
    private final RosterWriter roster;
    private final InstantSource clock;
    private final Map<VersionKey, Long> begun = new HashMap<>();

    Publication(Connection connection, Topics topics, InstantSource clock) {
        this.artifacts = new ArtifactChunks(connection, topics.modelArtifacts());
        this.roster = new RosterWriter(connection, topics);
        this.clock = clock;
    }

    /** Makes these versions serve, all together; their places in the rule are their places in the list. */
    void publish(List<TrainedSpecialist> specialists) throws IOException {
        long now = clock.millis();
        List<SpecialistVersion> manifests = new ArrayList<>();
        for (TrainedSpecialist specialist : specialists) {
            SpecialistVersion manifest = SpecialistVersion.newBuilder(
                            specialist.written().manifest())
                    .setArtifact(artifacts.upload(specialist.written().model(), NO_HINT, (bytes, ofBytes) -> {}))
                    .build();
            manifests.add(manifest);
            begun.put(key(manifest), now);
        }
        roster.decide(view -> {
            Decision decision =
                    Decision.by("demo", clock.instant(), "trained by the demo").publishing(manifests);
            List<RosterEntry> entries = new ArrayList<>();
            for (SpecialistVersion manifest : manifests) {
                entries.add(decision.entry(view, key(manifest), entries.size()));
            }
            return decision.serving(entries);
        });
    }

    /** When publishing of this version began; milliseconds since 1970. */
    long begunMillis(String specialist, String version) {
        Long millis = begun.get(new VersionKey(specialist, version));
        if (millis == null) {
            throw new IllegalArgumentException(specialist + "@" + version + " has not been published here");
        }
        return millis;
    }

    private static VersionKey key(SpecialistVersion manifest) {
        return new VersionKey(manifest.getSpecialist(), manifest.getVersion());
    }
}
