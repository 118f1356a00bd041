package dev.consilium.schemas.roster;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RosterEntry;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serde;

/**
 * Puts {@link Decision}s on the topics: the manifests in a first transaction, then the entries, dismissals, tombstones and
 * their trail in a second. Two, since commit markers of different topics become visible at different moments, and nobody shall
 * see an entry before its manifest.
 */
final class RosterTransactions implements AutoCloseable {

    private final Topics topics;
    private final Serde<SpecialistVersion> manifests;
    private final Serde<RosterEntry> entries;
    private final Serde<RolloutEvent> events;

    RosterTransactions(Connection connection, Topics topics) {
        this.topics = topics;
        this.manifests = connection.serde(SpecialistVersion.class);
        this.entries = connection.serde(RosterEntry.class);
        this.events = connection.serde(RolloutEvent.class);
    }

    /**
     * Writes, and returns when it is committed.
     *
     * @param producer initialised
     * @return the offset of the last record on each topic that was written to
     */
    Map<String, Long> write(Producer<byte[], byte[]> producer, RosterView now, Decision decision) {
        Map<String, Long> last = new HashMap<>(commit(producer, manifestRecords(now, decision)));
        List<ProducerRecord<byte[], byte[]>> records = pruned(now, decision.pruning());
        records.addAll(entryRecords(now, decision));
        last.putAll(commit(producer, records));
        return last;
    }

    /** Manifests first: nobody shall meet a manifest whose chunks are gone. */
    private List<ProducerRecord<byte[], byte[]>> pruned(RosterView now, Pruning pruning) {
        pruning.requirePossible(now);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (VersionKey version : pruning.versions()) {
            // Not a tombstone: the name would be free, and two predictions with it could be of different modules.
            now.manifest(version)
                    .map(Manifests::pruned)
                    .ifPresent(left -> records.add(new ProducerRecord<>(
                            topics.models(), bytes(version.toString()), bytes(manifests, topics.models(), left))));
        }
        for (String key : pruning.looseChunks(now)) {
            records.add(new ProducerRecord<>(topics.modelArtifacts(), bytes(key), null));
        }
        return records;
    }

    private List<ProducerRecord<byte[], byte[]>> manifestRecords(RosterView now, Decision decision) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (SpecialistVersion manifest : decision.manifests()) {
            VersionKey version = VersionKey.of(manifest);
            now.requireNoConflict(manifest);
            if (now.manifest(version).isEmpty()) {
                records.add(new ProducerRecord<>(
                        topics.models(), bytes(version.toString()), bytes(manifests, topics.models(), manifest)));
            }
        }
        return records;
    }

    private List<ProducerRecord<byte[], byte[]>> entryRecords(RosterView now, Decision decision) {
        requirePublished(now, decision);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        for (RosterEntry entry : decision.entries()) {
            records.add(new ProducerRecord<>(
                    topics.roster(), bytes(entry.getSpecialist()), bytes(entries, topics.roster(), entry)));
        }
        for (String specialist : decision.dismissed()) {
            now.standing(specialist);
            records.add(new ProducerRecord<>(topics.roster(), bytes(specialist), null));
        }
        // Who decided, in the same transaction as what was decided.
        for (RolloutEvent event : DecisionTrail.of(now, decision)) {
            VersionKey version = new VersionKey(event.getSpecialist(), event.getVersion());
            records.add(new ProducerRecord<>(
                    topics.rollouts(), bytes(version.toString()), bytes(events, topics.rollouts(), event)));
        }
        return records;
    }

    private static void requirePublished(RosterView now, Decision decision) {
        Set<VersionKey> published =
                decision.manifests().stream().map(VersionKey::of).collect(Collectors.toSet());
        for (RosterEntry entry : decision.entries()) {
            VersionKey version = new VersionKey(entry.getSpecialist(), entry.getServing());
            if (!published.contains(version)) {
                now.requirePublished(version);
            }
        }
    }

    private static Map<String, Long> commit(
            Producer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return Map.of();
        }
        Map<String, Long> last = new ConcurrentHashMap<>();
        producer.beginTransaction();
        for (ProducerRecord<byte[], byte[]> record : records) {
            // A send that fails makes the commit fail.
            var unused = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    last.merge(metadata.topic(), metadata.offset(), Math::max);
                }
            });
        }
        producer.commitTransaction();
        return last;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T extends SpecificRecord> byte[] bytes(Serde<T> serde, String topic, T value) {
        return serde.serializer().serialize(topic, value);
    }

    @Override
    public void close() {
        manifests.close();
        entries.close();
        events.close();
    }
}
