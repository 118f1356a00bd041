package dev.consilium.trainer.evaluate;

import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.trainer.publish.ConnectionOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the roster that serves is, and what of it may be loaded: a picocli mixin. */
final class ServingOptions {
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

    @Mixin
    ConnectionOptions connection;

    /** Once the broker has given a sign of life. */
    ServingRoster roster() throws IOException {
        return new ServingRoster(
                connection.requireConnection(),
                connection.topics(),
                new ArtifactUris(allowedUris),
                new TrustPolicy(Optional.ofNullable(trustedKeys), trustedKeys == null));
    }
}
