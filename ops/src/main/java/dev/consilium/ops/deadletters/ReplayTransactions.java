package dev.consilium.ops.deadletters;

import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes images and the marks of their dead letters, both or neither. Gathers them first, so that a transaction is open only while it is
 * written: readers of committed images wait for an open one.
 *
 * <p>Whoever replays the same topic of dead letters has the same transactional.id: the latest fences the others. One thread only.
 */
final class ReplayTransactions implements AutoCloseable {

    private static final int MOST_RECORDS = 500;
    private static final long MOST_BYTES = 8 << 20;
    /** Whether an image fits is the topic's decision, not the producer's. */
    private static final int LARGEST_RECORD = 64 << 20;

    private static final int LIMIT_MILLIS = 20_000;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final List<ProducerRecord<byte[], byte[]>> gathered = new ArrayList<>();
    private long bytes;

    /**
     * Fences whoever replays, and waits until what that one left open is aborted: marks that are read from now on are all there are.
     *
     * @param producer closed with this
     * @throws UnreachableException when the broker does not answer
     */
    ReplayTransactions(Producer<byte[], byte[]> producer) {
        this.producer = producer;
        try {
            producer.initTransactions();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            producer.close(CLOSE_LIMIT);
            throw new UnreachableException("a replay cannot begin: " + e.getMessage(), e);
        }
    }

    static Producer<byte[], byte[]> producer(Connection connection, String deadLetters) {
        Map<String, Object> config = connection.client();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "consilium." + ReplayMarks.topicOf(deadLetters));
        // How long a command that died may hold up the readers of what is committed.
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 10_000);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, LIMIT_MILLIS);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.putIfAbsent(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 2L * LARGEST_RECORD);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** An image and the mark that it is replayed. */
    void add(ProducerRecord<byte[], byte[]> image, ProducerRecord<byte[], byte[]> mark) {
        gathered.add(image);
        gathered.add(mark);
        bytes += image.value().length;
        commitWhenLarge();
    }

    /** A mark that goes. */
    void add(ProducerRecord<byte[], byte[]> tombstone) {
        gathered.add(tombstone);
        commitWhenLarge();
    }

    private void commitWhenLarge() {
        if (gathered.size() >= MOST_RECORDS || bytes >= MOST_BYTES) {
            commit();
        }
    }

    /**
     * Writes what is gathered; returns when it is committed.
     *
     * @throws IllegalStateException when nothing of it is written, or another command has taken over
     */
    void commit() {
        if (gathered.isEmpty()) {
            return;
        }
        try {
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : gathered) {
                var unused = producer.send(record); // one that fails makes the commit fail
            }
            producer.commitTransaction();
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw failed(e);
        }
        gathered.clear();
        bytes = 0;
    }

    private IllegalStateException failed(KafkaException failure) {
        if (isFenced(failure)) {
            return new IllegalStateException(
                    "another replay has taken over; what it leaves out can be replayed afterwards", failure);
        }
        try {
            producer.abortTransaction();
        } catch (KafkaException e) {
            failure.addSuppressed(e); // the broker aborts it after its time-out
        }
        return new IllegalStateException(
                "the images could not be sent: " + failure.getMessage()
                        + ". What was sent before stays sent and is marked so: run the command again for the rest",
                failure);
    }

    private static boolean isFenced(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof ProducerFencedException
                        || failure instanceof InvalidProducerEpochException
                        || isFenced(failure.getCause()));
    }

    /** What is gathered and not committed is dropped. */
    @Override
    public void close() {
        producer.close(CLOSE_LIMIT);
    }
}
