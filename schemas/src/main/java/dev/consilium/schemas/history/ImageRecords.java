package dev.consilium.schemas.history;

import dev.consilium.avro.Image;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.registry.RegistryUnavailableException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serde;

/** Images by the place where they were read, as long as they are there. One thread only. */
public final class ImageRecords implements AutoCloseable {

    /** Up to so many offsets further, what lies between is cheaper to read than another fetch. */
    private static final long WORTH_READING_OVER = 32;

    private static final int SMALL_FETCH = 64 << 10;

    /** Takes what was found, in no certain order. */
    public interface Receiver {
        void image(ImagePlace place, Image image);

        /** @param why what to say of the image: "has been removed by ..." */
        void missing(ImagePlace place, String why);
    }

    private final ImagesFormat format;
    private final Serde<Image> serde;
    private final CommittedReader reader;
    /** By topic, as it was when first asked for. */
    private final Map<String, Map<TopicPartition, Stretch>> topics = new HashMap<>();

    public ImageRecords(Connection connection, ImagesFormat format) {
        this.format = format;
        this.serde = connection.serde(Image.class);
        // Most of what a usual fetch brings would be thrown away.
        this.reader =
                CommittedReader.open(connection, Map.of(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, SMALL_FETCH));
    }

    /**
     * Why no image can be at a place, as far as can be told without reading it; empty: one may.
     *
     * @throws UnreachableException when the broker does not answer
     */
    public Optional<String> absence(ImagePlace place) {
        Stretch there = topics.computeIfAbsent(place.partition().topic(), this::partitions)
                .get(place.partition());
        if (there == null) {
            return Optional.of("cannot be found: there is no such partition");
        }
        if (place.offset() < there.from()) {
            return Optional.of(
                    "has been removed by retention (the partition begins at offset " + there.from() + " now)");
        }
        if (place.offset() >= there.to()) {
            return Optional.of("cannot be found: the partition ends at offset " + there.to());
        }
        return Optional.empty();
    }

    /**
     * Reads each of them, or says why not.
     *
     * @throws UnreachableException when broker or registry do not answer
     */
    public void read(Iterable<ImagePlace> places, Receiver receiver) {
        Map<TopicPartition, TreeSet<ImagePlace>> wanted = new HashMap<>();
        for (ImagePlace place : places) {
            absence(place)
                    .ifPresentOrElse(
                            why -> receiver.missing(place, why),
                            () -> wanted.computeIfAbsent(place.partition(), any -> new TreeSet<>())
                                    .add(place));
        }
        wanted.values().forEach(each -> readSorted(each, receiver));
    }

    private void readSorted(TreeSet<ImagePlace> places, Receiver receiver) {
        List<ImagePlace> near = new ArrayList<>();
        for (ImagePlace place : places) {
            if (!near.isEmpty() && place.offset() - near.get(near.size() - 1).offset() > WORTH_READING_OVER) {
                readTogether(near, receiver);
                near.clear();
            }
            near.add(place);
        }
        readTogether(near, receiver);
    }

    private void readTogether(List<ImagePlace> places, Receiver receiver) {
        Map<Long, List<ImagePlace>> left =
                places.stream().collect(Collectors.groupingBy(ImagePlace::offset, HashMap::new, Collectors.toList()));
        Stretch stretch = new Stretch(
                places.get(0).partition(),
                places.get(0).offset(),
                places.get(places.size() - 1).offset() + 1);
        reader.read(stretch, record -> {
            for (ImagePlace place :
                    Optional.ofNullable(left.remove(record.offset())).orElse(List.of())) {
                hand(place, record, receiver);
            }
        });
        left.values()
                .forEach(gone -> gone.forEach(place ->
                        receiver.missing(place, "has been removed by retention (there is no record at this offset)")));
    }

    private void hand(ImagePlace place, ConsumerRecord<byte[], byte[]> record, Receiver receiver) {
        byte[] value = record.value();
        if (value == null) {
            receiver.missing(place, "has no value");
            return;
        }
        if (format == ImagesFormat.raw) {
            receiver.image(place, new Image(place.imageId(), ByteBuffer.wrap(value), null, null, null, Map.of()));
            return;
        }
        Image image;
        try {
            image = serde.deserializer().deserialize(record.topic(), record.headers(), value);
        } catch (RegistryUnavailableException e) {
            throw e; // says nothing about the record
        } catch (SerializationException e) {
            receiver.missing(place, "is no Avro image (--images-format raw reads bare files): " + e.getMessage());
            return;
        }
        if (image.getId().equals(place.imageId())) {
            receiver.image(place, image);
        } else {
            receiver.missing(place, "is another image now, '" + image.getId() + "': was the topic made anew?");
        }
    }

    private Map<TopicPartition, Stretch> partitions(String topic) {
        return reader.stretches(topic).stream().collect(Collectors.toMap(Stretch::partition, Function.identity()));
    }

    @Override
    public void close() {
        reader.close();
        serde.close();
    }
}
