package dev.consilium.ops.deadletters;

import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.TopicSetupException;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.history.CommittedReader;
import dev.consilium.schemas.history.Stretch;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Which dead letters have been replayed: a compacted topic beside theirs has a key for each of them, written in the transaction that sent its
 * image. The key begins with the id of their topic, so that one that is made anew begins with none.
 *
 * <p>Holds a bit for each mark. One thread only.
 */
final class ReplayMarks {

    private static final String SUFFIX = "-replayed";

    private final String topicId;
    /** By id of the topic of dead letters, then by partition. */
    private final Map<String, Map<Integer, OffsetSet>> marked = new HashMap<>();

    private ReplayMarks(String topicId) {
        this.topicId = topicId;
    }

    /** Where the marks of a topic of dead letters are. */
    static String topicOf(String deadLetters) {
        return deadLetters + SUFFIX;
    }

    /**
     * Those that are committed by now; none when there is no such topic yet.
     *
     * @throws TopicSetupException when there is no topic of dead letters
     * @throws UnreachableException when the broker does not answer
     */
    static ReplayMarks read(Connection connection, String deadLetters) {
        ReplayMarks marks;
        try (Admin admin = connection.admin()) {
            marks = new ReplayMarks(TopicSetup.idOf(admin, deadLetters).toString());
        }
        try (CommittedReader reader = CommittedReader.open(connection)) {
            for (Stretch stretch : reader.stretches(topicOf(deadLetters))) {
                reader.read(stretch, marks::apply);
            }
        }
        return marks;
    }

    boolean contain(DeadLetter letter) {
        OffsetSet offsets =
                marked.getOrDefault(topicId, Map.of()).get(letter.record().partition());
        return offsets != null && offsets.contains(letter.record().offset());
    }

    String key(DeadLetter letter) {
        return key(topicId, letter.record().partition(), letter.record().offset());
    }

    /**
     * Keys of marks that nobody needs any more.
     *
     * @param present what there is of the dead letters
     */
    void forEachObsolete(List<Stretch> present, Consumer<String> receiver) {
        Map<Integer, Long> begins = new HashMap<>();
        present.forEach(stretch -> begins.put(stretch.partition().partition(), stretch.from()));
        marked.forEach((id, partitions) -> partitions.forEach((partition, offsets) -> {
            long end = id.equals(topicId) ? begins.getOrDefault(partition, 0L) : Long.MAX_VALUE;
            offsets.forEachBelow(end, offset -> receiver.accept(key(id, partition, offset)));
        }));
    }

    private void apply(ConsumerRecord<byte[], byte[]> mark) {
        if (mark.key() == null) {
            return;
        }
        String[] parts = new String(mark.key(), StandardCharsets.UTF_8).split("/", -1);
        try {
            OffsetSet offsets = marked.computeIfAbsent(parts[0], first -> new HashMap<>())
                    .computeIfAbsent(Integer.valueOf(parts[1]), first -> new OffsetSet());
            long offset = Long.parseLong(parts[2]);
            if (mark.value() == null) {
                offsets.remove(offset);
            } else {
                offsets.add(offset);
            }
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "topic " + mark.topic() + " has a key that is no mark of a replay: '" + String.join("/", parts)
                            + "'. It belongs to `consilium dead-letters replay` alone",
                    e);
        }
    }

    private static String key(String topicId, int partition, long offset) {
        return topicId + "/" + partition + "/" + offset;
    }
}
