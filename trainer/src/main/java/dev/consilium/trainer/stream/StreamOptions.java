package dev.consilium.trainer.stream;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.specialist.InputShape;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which images of the stream to learn from: a picocli mixin. */
public final class StreamOptions {

    private static final int LARGEST_CHOICE = 1_000_000;

    @Option(
            names = "--from-topic",
            paramLabel = "TOPIC",
            description =
                    "Learn from the images of this topic's predictions (predictions) whose label is known: what abstained first, then what was"
                            + " decided by the least margin. With --data: from these images too.")
    @Nullable
    String topic;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "CSV file with the columns imageId and label, for images of --from-topic; may be given several times. Without: by their attribute label alone.")
    List<Path> labels = new ArrayList<>();

    @Option(
            names = "--max-images",
            paramLabel = "N",
            description =
                    "Take N images of the topic at most (default: what fits, decoded, into a quarter of the heap).")
    @Nullable
    Integer maxImages;

    @Mixin
    TopicOptions from;

    /**
     * Whether a topic is named.
     *
     * @throws IllegalArgumentException when it is not, but something is said that is about it
     */
    public boolean areGiven() {
        if (topic == null && (!labels.isEmpty() || from.since != null || maxImages != null)) {
            throw new IllegalArgumentException(
                    (!labels.isEmpty() ? "--labels" : from.since != null ? "--since" : "--max-images")
                            + " is about the images of --from-topic: give both.");
        }
        if (maxImages != null && maxImages < 1) {
            throw new IllegalArgumentException("--max-images is " + maxImages + ": it must be 1 or more.");
        }
        return topic != null;
    }

    /** The topic. */
    public String topic() {
        return Optional.ofNullable(topic).orElseThrow();
    }

    /**
     * Reads the topic to its end, and fetches what is to be learnt; the caller closes it. Says on the console what was found and left out.
     *
     * @param classNames by global index
     * @param shape of the images when they are decoded
     * @throws IllegalStateException when there is nothing to learn
     * @throws UnreachableException when broker or registry do not answer
     */
    public StreamedImages read(List<String> classNames, InputShape shape, PrintWriter console) throws IOException {
        Labels known = new Labels(classNames, LabelFile.read(labels));
        StreamedImages found = from.find(topic(), known.labelled(), known, most(shape), console);
        if (found.size() == 0) {
            found.close();
            throw new IllegalStateException(
                    "There is nothing to learn from " + topic()
                            + ": no image is left whose label is known. Images get one by their attribute label, or by --labels.");
        }
        return found;
    }

    private int most(InputShape shape) {
        return maxImages != null
                ? maxImages
                : (int) Math.min(LARGEST_CHOICE, Runtime.getRuntime().maxMemory() / 4 / shape.values());
    }

    /**
     * The versions that serve, in the order of the rule.
     *
     * @throws IllegalStateException when a version that serves is not published
     * @throws UnreachableException when broker or registry do not answer
     */
    public List<SpecialistVersion> serving() throws IOException {
        return from.serving();
    }
}
