package dev.consilium.ops.explain;

import dev.consilium.avro.Image;
import dev.consilium.avro.Source;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** The record that a prediction answers. */
final class ImageSource {

    private static final Duration STEP = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private ImageSource() {}

    /**
     * Reads the image at this very place.
     *
     * @param raw whether the value is the bare file ({@code images.format=raw})
     * @throws IllegalStateException when the record is no longer there, or is no image
     * @throws UnreachableException when the broker does not answer
     */
    static Image read(Connection connection, Source source, String imageId, boolean raw) {
        ConsumerRecord<byte[], byte[]> record = record(connection, source);
        byte[] value = record.value();
        if (value == null) {
            throw new IllegalStateException(text(source) + " has no value");
        }
        if (raw) {
            return new Image(imageId, ByteBuffer.wrap(value), null, null, null, Map.of());
        }
        try (Serde<Image> serde = connection.serde(Image.class)) {
            return serde.deserializer().deserialize(record.topic(), record.headers(), value);
        } catch (SerializationException e) {
            throw new IllegalStateException(
                    text(source) + " is no Avro image (--images-format raw reads bare files): " + e.getMessage(), e);
        }
    }

    private static ConsumerRecord<byte[], byte[]> record(Connection connection, Source source) {
        TopicPartition partition = new TopicPartition(source.getTopic(), source.getPartition());
        try (KafkaConsumer<byte[], byte[]> consumer = Readers.committed(connection)) {
            if (!Readers.partitions(consumer, source.getTopic()).contains(partition)) {
                throw new IllegalStateException(text(source) + ": there is no such partition");
            }
            consumer.assign(List.of(partition));
            long begin = consumer.beginningOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
            if (begin > source.getOffset()) {
                throw gone(source, "the partition begins at offset " + begin + " now");
            }
            consumer.seek(partition, source.getOffset());
            return first(consumer, partition)
                    .filter(record -> record.offset() == source.getOffset())
                    .orElseThrow(() -> gone(source, "there is no record at this offset"));
        } catch (OffsetOutOfRangeException e) {
            throw gone(source, "the offset is out of range");
        } catch (KafkaException e) {
            throw new UnreachableException(text(source) + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<ConsumerRecord<byte[], byte[]>> first(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        long end = consumer.endOffsets(List.of(partition), LIMIT).getOrDefault(partition, 0L);
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (consumer.position(partition, LIMIT) < end && System.nanoTime() - deadline < 0) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(STEP)) {
                return Optional.of(record);
            }
        }
        return Optional.empty();
    }

    private static IllegalStateException gone(Source source, String why) {
        return new IllegalStateException("the image of this prediction, " + text(source)
                + ", has been removed by retention (" + why
                + "): it cannot be replayed. What was answered is on the prediction.");
    }

    private static String text(Source source) {
        return source.getTopic() + "-" + source.getPartition() + " offset " + source.getOffset();
    }
}
