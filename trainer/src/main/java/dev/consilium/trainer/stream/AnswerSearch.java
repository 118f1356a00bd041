package dev.consilium.trainer.stream;

import dev.consilium.avro.Prediction;
import dev.consilium.schemas.history.ImagePlace;
import dev.consilium.schemas.history.ImageRecords;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.history.Stretch;
import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Looks through the predictions of a topic for images that are worth something, fetches those images, and says what was left out and why.
 *
 * <p>Used once, by one thread.
 */
final class AnswerSearch {

    /**
     * Which predictions count.
     *
     * @param text what they have, as in "12 predictions, 3 of them with a label"
     * @param settled whether an image is of no interest any more, whatever was said of it before
     */
    record Worth(String text, Function<Prediction, Optional<Answer>> answer, Predicate<Prediction> settled) {}

    private final PredictionRecords predictions;
    private final ImageRecords images;
    private final Labels labels;
    private long read;
    private long worthy;
    private long missing;
    private String firstMissing = "";

    AnswerSearch(PredictionRecords predictions, ImageRecords images, Labels labels) {
        this.predictions = predictions;
        this.images = images;
        this.labels = labels;
    }

    /**
     * The images of the answers that are to be doubted most; the caller closes them.
     *
     * @param since as of when; empty: from the beginning
     * @param most how many images
     * @param console told how far it is
     */
    StreamedImages find(Optional<Instant> since, Worth worth, int most, PrintWriter console) throws IOException {
        MostDoubted doubted = new MostDoubted(most);
        List<Stretch> stretches = predictions.stretches(since);
        long records =
                stretches.stream().mapToLong(each -> each.to() - each.from()).sum();
        try (ProgressMeter meter = ProgressMeter.on(console, "Reading predictions", Unit.RECORDS, records)) {
            for (Stretch stretch : stretches) {
                predictions.read(stretch, prediction -> {
                    meter.at(++read);
                    if (worth.settled().test(prediction)) {
                        doubted.drop(prediction.getImageId());
                    }
                    worth.answer().apply(prediction).ifPresent(answer -> {
                        worthy++;
                        if (isThere(answer.image())) {
                            doubted.offer(answer);
                        }
                    });
                });
            }
        }
        return StreamedImages.fetch(images, doubted.answers(), this::miss);
    }

    /** Whether it may be; what is known to be gone must not take the place of another. */
    private boolean isThere(ImagePlace image) {
        Optional<String> why = images.absence(image);
        why.ifPresent(reason -> miss(image, reason));
        return why.isEmpty();
    }

    private void miss(ImagePlace image, String why) {
        if (missing++ == 0) {
            firstMissing = image + " " + why;
        }
    }

    /** What was read, what was left out, and what has come of it. */
    void print(String topic, Worth worth, StreamedImages found, PrintWriter console) {
        console.printf(Locale.ROOT, "%s: %,d predictions, %,d of them %s%n", topic, read, worthy, worth.text());
        if (!labels.unknown().isEmpty()) {
            console.printf(
                    "left out, labels that are no class: %s%n",
                    labels.unknown().entrySet().stream()
                            .map(each -> String.format(Locale.ROOT, "%s (%,d)", each.getKey(), each.getValue()))
                            .collect(Collectors.joining(", ")));
        }
        if (labels.unmet() > 0) {
            console.printf(Locale.ROOT, "left out, labels of images without a prediction: %,d%n", labels.unmet());
        }
        if (missing > 0) {
            console.printf(Locale.ROOT, "left out, images that are not to be had: %,d (%s)%n", missing, firstMissing);
        }
        if (predictions.unreadable() > 0) {
            console.printf(Locale.ROOT, "left out, records that are no predictions: %,d%n", predictions.unreadable());
        }
        List<Doubt> doubts = IntStream.range(0, found.size())
                .mapToObj(i -> found.answer(i).doubt())
                .toList();
        DoubleSummaryStatistics margins = doubts.stream()
                .filter(doubt -> !doubt.abstained())
                .mapToDouble(Doubt::margin)
                .summaryStatistics();
        console.printf(
                Locale.ROOT,
                "taken: %,d images, %,d of them abstained",
                doubts.size(),
                doubts.size() - margins.getCount());
        if (margins.getCount() > 0) {
            console.printf(
                    Locale.ROOT, "; margins of the others from %.4f to %.4f", margins.getMin(), margins.getMax());
        }
        console.println();
        console.flush();
    }
}
