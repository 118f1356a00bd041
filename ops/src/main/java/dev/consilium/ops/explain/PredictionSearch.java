package dev.consilium.ops.explain;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.history.Stretch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the last prediction of an image: backwards from the end, window by window over all partitions, since it is asked of
 * recent images more often than of old ones.
 */
record PredictionSearch(PredictionRecords records) {

    private static final long WINDOW = 20_000;

    /**
     * Looks back to {@code since}, or to where the topic begins.
     *
     * @throws IllegalStateException when there is no such topic
     * @throws UnreachableException when broker or registry do not answer
     */
    Optional<Prediction> last(String imageId, Optional<Instant> since) {
        List<Stretch> left = records.stretches(since);
        List<Prediction> found = new ArrayList<>();
        while (found.isEmpty() && !left.isEmpty()) {
            for (Stretch stretch : left) {
                records.read(stretch.last(WINDOW), prediction -> {
                    if (prediction.getImageId().equals(imageId)) {
                        found.add(prediction);
                    }
                });
            }
            left = left.stream()
                    .map(stretch -> stretch.withoutLast(WINDOW))
                    .filter(stretch -> !stretch.isEmpty())
                    .toList();
        }
        // Of two at the same time, the one that stands later.
        return found.stream().reduce((one, next) -> next.getDecidedAt().isBefore(one.getDecidedAt()) ? one : next);
    }
}
