package dev.consilium.schemas.history;

import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/** Where an image was read that a prediction answers. */
public record ImagePlace(String imageId, TopicPartition partition, long offset) implements Comparable<ImagePlace> {

    private static final Comparator<ImagePlace> ORDER = Comparator.comparing(
                    (ImagePlace place) -> place.partition().topic())
            .thenComparingInt(place -> place.partition().partition())
            .thenComparingLong(ImagePlace::offset)
            .thenComparing(ImagePlace::imageId);

    public static ImagePlace of(Prediction prediction) {
        Source source = prediction.getSource();
        return new ImagePlace(
                prediction.getImageId(),
                new TopicPartition(source.getTopic(), source.getPartition()),
                source.getOffset());
    }

    @Override
    public int compareTo(ImagePlace other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return partition + " offset " + offset;
    }
}
