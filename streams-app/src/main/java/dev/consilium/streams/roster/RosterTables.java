package dev.consilium.streams.roster;

import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.roster.CompactedTopic;
import dev.consilium.schemas.roster.Manifests;
import dev.consilium.schemas.roster.Row;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * The roster and the published versions, as far as this process has read them.
 *
 * <p>Feed's thread only.
 */
final class RosterTables implements AutoCloseable {

    private final Connection connection;
    private final Topics topics;
    private final Serde<RosterEntry> entries;
    private final Serde<SpecialistVersion> manifests;
    private final List<SpecialistVersion> contradictions = new ArrayList<>();
    private final Map<String, Row<RosterEntry>> usable = new TreeMap<>();
    private final Map<String, String> unusable = new TreeMap<>();
    private @Nullable CompactedTopic<RosterEntry> roster;
    private @Nullable CompactedTopic<SpecialistVersion> models;
    private boolean read;
    private boolean news;

    RosterTables(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
        this.entries = connection.serde(RosterEntry.class);
        this.manifests = connection.serde(SpecialistVersion.class);
    }

    /**
     * Reads on.
     *
     * @param wait how long to listen when there is nothing new
     * @return whether anything is new, since the last call that returned at all
     * @throws UnreachableException when the broker or the registry does not answer; nothing is lost, call again
     */
    boolean follow(Duration wait, Duration limit) {
        CompactedTopic<RosterEntry> decisions = roster();
        CompactedTopic<SpecialistVersion> versions = models();
        if (read) {
            news |= decisions.follow(wait, limit);
            news |= versions.follow(Duration.ZERO, limit);
        } else {
            decisions.readToEnd(limit);
            news = true;
        }
        if (!news) {
            return false;
        }
        // Read after the roster: an entry's manifest was written before it.
        versions.readToEnd(limit);
        takeUsable(decisions.rows());
        if (!read) {
            // What compaction would have removed; nobody here has served the first one.
            contradictions.clear();
        }
        read = true;
        news = false;
        return true;
    }

    /** Whether the roster has been read to its end once. */
    boolean isRead() {
        return read;
    }

    /** The decisions, by specialist: of one that cannot be used, the one before. */
    Map<String, Row<RosterEntry>> decisions() {
        return Map.copyOf(usable);
    }

    /** The versions, by {@code specialist@version}, without those that were pruned. */
    Map<String, Row<SpecialistVersion>> versions() {
        Map<String, Row<SpecialistVersion>> published = new TreeMap<>(models().rows());
        published.values().removeIf(row -> Manifests.isPruned(row.value()));
        return published;
    }

    /** Manifests that came under a version that has another one; each is returned once. */
    List<SpecialistVersion> contradictions() {
        List<SpecialistVersion> taken = List.copyOf(contradictions);
        contradictions.clear();
        return taken;
    }

    /** Decisions that cannot be followed, one sentence each. */
    List<String> problems() {
        Map<String, String> all = new TreeMap<>(unusable);
        if (roster != null) {
            all.putAll(roster.unreadable());
        }
        return all.entrySet().stream()
                .map(entry -> "the roster's entry '" + entry.getKey() + "' cannot be followed: " + entry.getValue())
                .toList();
    }

    @Override
    public void close() {
        if (roster != null) {
            roster.close();
        }
        if (models != null) {
            models.close();
        }
        entries.close();
        manifests.close();
    }

    private void takeUsable(Map<String, Row<RosterEntry>> rows) {
        usable.keySet().retainAll(rows.keySet());
        unusable.clear();
        rows.forEach((key, row) -> {
            try {
                VersionKey version =
                        new VersionKey(row.value().getSpecialist(), row.value().getServing());
                String previous = row.value().getPrevious();
                if (previous != null && !VersionKey.isName(previous)) {
                    unusable.put(key, "its previous version '" + previous + "' is no name of a version");
                } else if (version.specialist().equals(key)) {
                    usable.put(key, row);
                } else {
                    unusable.put(key, "it is about '" + version.specialist() + "'");
                }
            } catch (IllegalArgumentException e) {
                unusable.put(key, String.valueOf(e.getMessage()));
            }
        });
    }

    private void contradicted(SpecialistVersion second) {
        if (VersionKey.isName(second.getSpecialist()) && VersionKey.isName(second.getVersion())) {
            contradictions.add(second);
        }
    }

    private CompactedTopic<RosterEntry> roster() {
        if (roster == null) {
            roster = CompactedTopic.open(connection, topics.roster(), entries.deserializer());
        }
        return roster;
    }

    private CompactedTopic<SpecialistVersion> models() {
        if (models == null) {
            models = CompactedTopic.open(
                    connection, topics.models(), manifests.deserializer(), Manifests.firstStays(this::contradicted));
        }
        return models;
    }
}
