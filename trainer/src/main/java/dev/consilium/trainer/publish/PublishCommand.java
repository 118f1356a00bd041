package dev.consilium.trainer.publish;

import dev.consilium.avro.Signature;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.TopicSetup;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.trust.SigningKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Publishes packages and, unless told otherwise, lets them serve. */
@Command(
        name = "publish",
        description = {
            "Publishes package folders and lets them serve, all in one decision.",
            "A version that is published never changes: another module needs another version."
        },
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  consilium publish packages --sign-with keys/signing.key.pem --wait",
            "  consilium publish packages/living --version auto --stage"
        })
public final class PublishCommand implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "PACKAGE", arity = "1..*", description = "A package folder, or a folder of such folders.")
    List<Path> folders;

    @Option(names = "--stage", description = "Publish only; who serves stays as it is (later: roster pin).")
    boolean stage;

    @Option(
            names = "--version",
            paramLabel = "auto",
            description = "auto: each gets the next free vN of its specialist, whatever its manifest says.")
    String version = "";

    @Option(
            names = "--sign-with",
            paramLabel = "PRIVATE_KEY_FILE",
            defaultValue = "${env:CONSILIUM_SIGN_WITH}",
            description = "Sign each manifest with this key; 'keys generate' makes one (env CONSILIUM_SIGN_WITH).")
    @Nullable
    Path signWith;

    @Option(
            names = "--artifact-uri",
            paramLabel = "URI",
            description = {
                "Of one package: its module lies there (file:, http:, https:) and is not put on the topic.",
                "It is fetched once to see. The app has to allow it: artifact.uri.allowed."
            })
    @Nullable
    URI artifactUri;

    @Option(
            names = "--allow-operators",
            paramLabel = "NAME,...",
            defaultValue = "${env:CONSILIUM_TRUST_ALLOWED_OPERATORS}",
            description =
                    "What modules may use beside the known operators, as the app's trust.allowed.operators (env CONSILIUM_TRUST_ALLOWED_OPERATORS).")
    @Nullable
    String allowedOperators;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Option(
            names = "--image-partitions",
            paramLabel = "N",
            defaultValue = "12",
            description = "Of images, should the topics have to be created (default: ${DEFAULT-VALUE}).")
    int imagePartitions;

    @Option(
            names = "--replication-factor",
            paramLabel = "N",
            defaultValue = "-1",
            description = "Of topics that have to be created; -1: the broker's default.")
    short replicationFactor;

    @Override
    public Integer call() throws IOException {
        if (!version.isEmpty() && !version.equals(PublishRequest.AUTO)) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(),
                    "--version takes auto alone: a version is part of its package (train --version " + version + ")");
        }
        PrintWriter console = decision.json.console(spec);
        List<SpecialistPackage> packages = PackageFolders.read(
                folders,
                AllowedOperators.parse(Optional.ofNullable(allowedOperators).orElse("")));
        if (artifactUri != null && packages.size() > 1) {
            throw new picocli.CommandLine.ParameterException(
                    spec.commandLine(), "--artifact-uri is where one module lies: publish the packages one by one");
        }
        Optional<SigningKey> key = signWith == null || signWith.toString().isEmpty()
                ? Optional.empty()
                : Optional.of(SigningKey.read(signWith));
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        try (Admin admin = broker.admin()) {
            TopicSetup.ensure(admin, topics, imagePartitions, replicationFactor);
        }
        try (RolloutWatch watch = new RolloutWatch(broker, topics);
                Publisher publisher = new Publisher(broker, topics, key, InstantSource.system())) {
            PublishRequest request = new PublishRequest(
                    !stage,
                    !version.isEmpty(),
                    decision.trail.by,
                    decision.trail.reason,
                    Optional.ofNullable(artifactUri));
            Publication publication = publish(publisher, packages, request, console);
            publication.manifests().forEach(published -> console.println(line(published)));
            publication.warnings().forEach(warning -> console.printf("warning: %s%n", warning));
            console.flush();
            Optional<WaitOutcome> outcome =
                    stage ? Optional.empty() : decision.await(watch, publication.versions(), console);
            console.flush();
            decision.json.write(spec, figures(publication, outcome));
            return DecisionOptions.status(outcome);
        }
    }

    private static Publication publish(
            Publisher publisher, List<SpecialistPackage> packages, PublishRequest request, PrintWriter console)
            throws IOException {
        try (UploadMeter upload = new UploadMeter(console)) {
            return publisher.publish(packages, request, upload);
        }
    }

    private Map<String, Object> figures(Publication publication, Optional<WaitOutcome> outcome) {
        Map<String, Object> figures = DecisionFigures.of(publication.versions(), outcome);
        figures.put("staged", stage);
        figures.put("decidedAt", publication.decidedAt().toString());
        figures.put("warnings", publication.warnings());
        return figures;
    }

    private static String line(SpecialistVersion published) {
        Signature signature = published.getSignature();
        return "published " + VersionKey.of(published)
                + (signature == null ? ", not signed" : ", signed by " + signature.getKeyId());
    }
}
