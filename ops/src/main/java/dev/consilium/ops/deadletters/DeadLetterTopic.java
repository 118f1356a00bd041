package dev.consilium.ops.deadletters;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.history.CommittedReader;
import dev.consilium.schemas.history.Stretch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** The committed dead letters of a topic, up to its end, and the images that they are about. One thread only. */
final class DeadLetterTopic implements AutoCloseable {

    private static final int SMALL_FETCH = 64 << 10;

    private final String topic;
    private final CommittedReader letters;
    /** Apart from the other, which stands in the middle of the letters while an image is looked up. */
    private final CommittedReader images;

    private final Map<String, List<Stretch>> imageStretches = new HashMap<>();
    private long foreign;

    DeadLetterTopic(Connection connection, String topic) {
        this.topic = topic;
        this.letters = CommittedReader.open(connection);
        this.images =
                CommittedReader.open(connection, Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH));
    }

    /**
     * What there is now, a stretch for each partition.
     *
     * @throws IllegalStateException when there is no such topic
     * @throws UnreachableException when the broker does not answer
     */
    List<Stretch> stretches() {
        List<Stretch> all = letters.stretches(topic);
        if (all.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic + ": `consilium serve` creates it");
        }
        return all;
    }

    /**
     * Hands over the dead letters of a stretch, in order, one at a time; passes over what is none.
     *
     * @throws UnreachableException when the broker does not answer
     */
    void read(Stretch stretch, Consumer<DeadLetter> receiver) {
        letters.read(stretch, record -> DeadLetter.of(record).ifPresentOrElse(receiver, () -> foreign++));
    }

    /** Records passed over so far: they have not the headers of a dead letter. */
    long foreign() {
        return foreign;
    }

    /**
     * The record that became a dead letter: what the letter brings, or, when that did not fit into it, what stands at its source.
     *
     * @throws UnreachableException when the broker does not answer
     */
    Original original(DeadLetter letter) {
        byte[] value = letter.record().value();
        return value == null
                ? atSource(letter)
                : new Original.Found(letter.record().key(), value, letter.ownHeaders());
    }

    private Original atSource(DeadLetter letter) {
        TopicPartition partition = letter.source();
        Optional<Stretch> there = imageStretches.computeIfAbsent(partition.topic(), images::stretches).stream()
                .filter(stretch -> stretch.partition().equals(partition))
                .filter(stretch -> stretch.from() <= letter.sourceOffset() && letter.sourceOffset() < stretch.to())
                .findFirst();
        List<Original> found = new ArrayList<>();
        there.ifPresent(any -> images.read(
                new Stretch(partition, letter.sourceOffset(), letter.sourceOffset() + 1),
                record -> found.add(checked(letter, record))));
        return found.isEmpty()
                ? new Original.Lost("its image is not in it and no longer on the topic of images")
                : found.get(0);
    }

    private static Original checked(DeadLetter letter, ConsumerRecord<byte[], byte[]> record) {
        byte[] key = letter.record().key();
        if (key != null && !Arrays.equals(key, record.key())) {
            return new Original.Lost(
                    "its image is not in it, and at its place stands another: was the topic made anew?");
        }
        byte[] value = record.value();
        return value == null
                ? new Original.Lost("its image is a record without a value: there is nothing to judge")
                : new Original.Found(
                        record.key(), value, List.of(record.headers().toArray()));
    }

    @Override
    public void close() {
        letters.close();
        images.close();
    }
}
