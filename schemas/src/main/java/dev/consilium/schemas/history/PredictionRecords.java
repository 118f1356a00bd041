package dev.consilium.schemas.history;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.registry.RegistryUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** The committed predictions of a topic, up to its end. One thread only. */
public final class PredictionRecords implements AutoCloseable {

    private final String topic;
    private final Serde<Prediction> serde;
    private final CommittedReader reader;
    private long unreadable;

    public PredictionRecords(Connection connection, String topic) {
        this.topic = topic;
        this.serde = connection.serde(Prediction.class);
        this.reader = CommittedReader.open(connection);
    }

    /**
     * What there is now, a stretch for each partition, in their order.
     *
     * @param since only what came at this time or later: a prediction has its image's timestamp
     * @throws IllegalStateException when there is no such topic
     * @throws UnreachableException when the broker does not answer
     */
    public List<Stretch> stretches(Optional<Instant> since) {
        List<Stretch> all = reader.stretches(topic);
        if (all.isEmpty()) {
            throw new IllegalStateException("there is no topic " + topic);
        }
        return since.map(time ->
                        all.stream().map(each -> reader.since(time, each)).toList())
                .orElse(all);
    }

    /**
     * Hands over the predictions of a stretch, in order; passes over what is none.
     *
     * @throws UnreachableException when broker or registry do not answer
     */
    public void read(Stretch stretch, Consumer<Prediction> receiver) {
        reader.read(stretch, record -> prediction(record).ifPresent(receiver));
    }

    /** Records passed over so far. */
    public long unreadable() {
        return unreadable;
    }

    private Optional<Prediction> prediction(ConsumerRecord<byte[], byte[]> record) {
        try {
            Optional<Prediction> read =
                    Optional.ofNullable(serde.deserializer().deserialize(topic, record.headers(), record.value()));
            unreadable += read.isPresent() ? 0 : 1;
            return read;
        } catch (RegistryUnavailableException e) {
            throw e; // says nothing about the record
        } catch (SerializationException e) {
            unreadable++;
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
        serde.close();
    }
}
