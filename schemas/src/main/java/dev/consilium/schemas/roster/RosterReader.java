package dev.consilium.schemas.roster;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;

/**
 * Reads {@code roster} and {@code models} as they stand. Everything once, and after that only what came since: all that was
 * ever published is a lot to read for each decision.
 *
 * <p>One thread at a time.
 */
public final class RosterReader implements AutoCloseable {

    /** A tombstone that compaction took away while nobody read would never be seen: well below what it leaves them. */
    private static final Duration STALE = Duration.ofHours(1);

    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final Duration VISIBLE_LIMIT = Duration.ofSeconds(2);

    private final Connection connection;
    private final Topics topics;
    private final Serde<RosterEntry> entries;
    private final Serde<SpecialistVersion> manifests;
    private CompactedTopic<RosterEntry> roster;
    private CompactedTopic<SpecialistVersion> models;
    private long lastReadNanos;

    /**
     * Reads nothing yet.
     *
     * @throws UnreachableException when an address cannot be resolved or a property is wrong
     */
    public RosterReader(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
        this.entries = connection.serde(RosterEntry.class);
        this.manifests = connection.serde(SpecialistVersion.class);
        this.roster = openRoster();
        this.models = openModels();
        this.lastReadNanos = System.nanoTime();
    }

    /**
     * The roster and the versions as they stand now.
     *
     * @throws UnreachableException when the broker or the registry does not answer
     * @throws IllegalStateException when the roster holds what cannot be read
     */
    public RosterView read() {
        if (System.nanoTime() - lastReadNanos > STALE.toNanos()) {
            reopen();
        }
        Map<String, Row<RosterEntry>> decided = roster.readToEnd(LIMIT);
        Map<String, Row<SpecialistVersion>> published = new TreeMap<>(models.readToEnd(LIMIT));
        lastReadNanos = System.nanoTime();
        if (!roster.unreadable().isEmpty()) {
            throw new IllegalStateException("the roster holds records that cannot be read: " + roster.unreadable()
                    + ". Write these entries anew (roster pin) with a tool that can read them.");
        }
        Map<String, Row<SpecialistVersion>> pruned = new TreeMap<>(published);
        published.values().removeIf(row -> Manifests.isPruned(row.value()));
        pruned.keySet().removeAll(published.keySet());
        return new RosterView(decided, published, pruned);
    }

    /** Waits, for a moment at most, until whoever reads what is committed sees these offsets of these topics. */
    void awaitVisible(Map<String, Long> offsets) {
        for (String topic : List.of(topics.modelArtifacts(), topics.models(), topics.roster())) {
            Long offset = offsets.get(topic);
            if (offset != null) {
                roster.awaitVisible(topic, offset, VISIBLE_LIMIT);
            }
        }
    }

    /** Reads once. */
    public static RosterView read(Connection connection, Topics topics) {
        try (RosterReader reader = new RosterReader(connection, topics)) {
            return reader.read();
        }
    }

    @Override
    public void close() {
        roster.close();
        models.close();
        entries.close();
        manifests.close();
    }

    private void reopen() {
        roster.close();
        roster = openRoster();
        models.close();
        models = openModels();
    }

    private CompactedTopic<RosterEntry> openRoster() {
        return CompactedTopic.openForReadings(
                connection, topics.roster(), entries.deserializer(), (present, next) -> next);
    }

    private CompactedTopic<SpecialistVersion> openModels() {
        return CompactedTopic.openForReadings(
                connection, topics.models(), manifests.deserializer(), Manifests.firstStays(second -> {}));
    }
}
