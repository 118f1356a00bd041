package dev.consilium.trainer.stream;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.connect.UnreachableException;
import dev.consilium.schemas.history.ImageRecords;
import dev.consilium.schemas.history.ImagesFormat;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.publish.TimeText;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where predictions and their images are: a picocli mixin. */
final class TopicOptions {

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeText.class,
            description =
                    "Look at images of this time and later, for example 2026-11-24T10:00:00Z, or 7d ago (default: all that the topic has).")
    @Nullable
    Instant since;

    @Option(
            names = "--images-format",
            paramLabel = "FORMAT",
            defaultValue = "avro",
            description = "avro, or raw: the app's images.format (default: ${DEFAULT-VALUE}).")
    ImagesFormat imagesFormat;

    @Mixin
    ConnectionOptions connection;

    /** What the command line calls the topic, or the one of the usual name. */
    String topic(@Nullable String named) throws IOException {
        return named == null ? connection.topics().predictions() : named;
    }

    /**
     * Reads a topic to its end and fetches the images of the answers that are to be doubted most; says on the console what was found and left
     * out. The caller closes what it gets.
     *
     * @param most how many images
     * @throws UnreachableException when broker or registry do not answer
     */
    StreamedImages find(String topic, AnswerSearch.Worth worth, Labels labels, int most, PrintWriter console)
            throws IOException {
        Connection broker = connection.requireConnection();
        try (PredictionRecords predictions = new PredictionRecords(broker, topic);
                ImageRecords images = new ImageRecords(broker, imagesFormat)) {
            AnswerSearch search = new AnswerSearch(predictions, images, labels);
            StreamedImages found = search.find(Optional.ofNullable(since), worth, most, console);
            search.print(topic, worth, found, console);
            return found;
        }
    }

    /**
     * The versions that serve, in the order of the rule.
     *
     * @throws IllegalStateException when a version that serves is not published
     * @throws UnreachableException when broker or registry do not answer
     */
    List<SpecialistVersion> serving() throws IOException {
        Topics topics = connection.topics();
        RosterView published = RosterReader.read(connection.requireConnection(), topics);
        return published.inOrder().stream()
                .map(entry -> new VersionKey(entry.getSpecialist(), entry.getServing()))
                .map(version -> published
                        .manifest(version)
                        .orElseThrow(
                                () -> new IllegalStateException(version + " serves, but is not on " + topics.models())))
                .toList();
    }
}
