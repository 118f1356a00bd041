package dev.consilium.ops.explain;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.terminal.Terminal;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.artifact.ArtifactChunks;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.history.ImagesFormat;
import dev.consilium.schemas.history.PredictionRecords;
import dev.consilium.schemas.roster.RosterReader;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.trainer.publish.ConnectionOptions;
import dev.consilium.trainer.publish.TimeText;
import dev.consilium.trainer.report.JsonOption;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells where an answer came from, and asks the same versions again. */
@Command(
        name = "explain",
        sortOptions = false,
        description = {
            "Finds the last prediction of an image and the versions that were asked, puts the image before them again, and compares.",
            "Exit code 1 when one says something else, or cannot be asked."
        },
        footer = {"", "Example:", "  consilium explain --image-id one.jpg --json explanation.json"})
public final class ExplainCommand implements Callable<Integer> {

    private static final int AGREES = 0;
    private static final int DIFFERS = 1;
    private static final long LARGEST_MODULE = 2L << 30;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--image-id",
            paramLabel = "ID",
            required = true,
            description = "As the prediction has it (imageId).")
    String imageId;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeText.class,
            description =
                    "Look back to this time alone, for example 2026-11-24T10:00:00Z, or 2h ago (default: as far as the topic goes).")
    @Nullable
    Instant since;

    @Option(
            names = "--tolerance",
            paramLabel = "F",
            description = "Largest difference of a probability that is none (default: what each manifest says).")
    @Nullable
    Double tolerance;

    @Option(
            names = "--images-format",
            paramLabel = "FORMAT",
            defaultValue = "avro",
            description = "avro, or raw: the app's images.format (default: ${DEFAULT-VALUE}).")
    ImagesFormat imagesFormat;

    @Option(
            names = "--allow-uri",
            paramLabel = "PREFIX",
            description = "Beginning of URIs that modules may be fetched from, as the app's artifact.uri.allowed.")
    List<String> allowedUris = new ArrayList<>();

    @Option(
            names = "--trusted-keys",
            paramLabel = "FOLDER",
            description =
                    "Load only what one of these public keys signed, as the app's trusted.keys (default: signatures are not looked at; the files are).")
    @Nullable
    Path trustedKeys;

    @Option(
            names = "--allow-operators",
            paramLabel = "NAME,...",
            defaultValue = "${env:CONSILIUM_TRUST_ALLOWED_OPERATORS}",
            description =
                    "What modules may use beside the known operators, as the app's trust.allowed.operators (env CONSILIUM_TRUST_ALLOWED_OPERATORS).")
    @Nullable
    String allowedOperators;

    @Mixin
    JsonOption json;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        ArtifactUris uris = new ArtifactUris(allowedUris);
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        Explanation explanation;
        Terminal terminal = Terminal.of(json.console(spec));
        try {
            terminal.status("looking for the last prediction of " + imageId + " on " + topics.predictions());
            Prediction prediction = find(broker, topics);
            terminal.status("fetching the image and asking the versions again");
            Image image = AnsweredImage.of(prediction, broker, imagesFormat);
            explanation = replay(broker, topics, uris, prediction, image);
        } finally {
            terminal.clear();
        }
        PrintWriter console = json.console(spec);
        explanation.print(console);
        console.flush();
        json.write(spec, explanation.figures());
        return explanation.agrees() ? AGREES : DIFFERS;
    }

    private Prediction find(Connection broker, Topics topics) {
        try (PredictionRecords records = new PredictionRecords(broker, topics.predictions())) {
            return new PredictionSearch(records)
                    .last(imageId, Optional.ofNullable(since))
                    .orElseThrow(() -> new IllegalStateException("no prediction of image '" + imageId + "' is on "
                            + topics.predictions() + (since == null ? "" : " since " + since)
                            + ": not answered yet, a dead letter, or removed by retention"));
        }
    }

    private Explanation replay(Connection broker, Topics topics, ArtifactUris uris, Prediction prediction, Image image)
            throws IOException {
        Path folder = Files.createTempDirectory("consilium-explain-");
        try (ArtifactChunks chunks = new ArtifactChunks(broker, topics.modelArtifacts())) {
            Replay replay = new Replay(
                    RosterReader.read(broker, topics),
                    chunks,
                    uris,
                    new TrustPolicy(Optional.ofNullable(trustedKeys), trustedKeys == null),
                    AllowedOperators.parse(Optional.ofNullable(allowedOperators).orElse("")),
                    LARGEST_MODULE,
                    folder,
                    Optional.ofNullable(tolerance));
            List<Finding> findings = new ArrayList<>();
            for (Confidence opinion : prediction.getConsultation()) {
                findings.add(replay.ask(opinion, image));
            }
            for (Confidence opinion : prediction.getTrials()) {
                findings.add(replay.ask(opinion, image).withoutVote());
            }
            return new Explanation(prediction, findings);
        } finally {
            try (var files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }
}
