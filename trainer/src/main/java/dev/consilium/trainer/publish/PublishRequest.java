package dev.consilium.trainer.publish;

import java.net.URI;
import java.util.Optional;

/**
 * What shall become of packages.
 *
 * @param serve whether they shall serve; false: only published ({@code --stage})
 * @param nextVersion whether each gets the next free {@code vN} of its specialist, whatever its manifest says
 * @param by who decides
 * @param reason for the trail
 * @param artifact where the module lies for everybody to fetch; empty: it is put on the artifact topic
 */
public record PublishRequest(boolean serve, boolean nextVersion, String by, String reason, Optional<URI> artifact) {

    /** A manifest's version that asks for the next free {@code vN}, as {@code nextVersion} does for all. */
    public static final String AUTO = "auto";

    /** They shall serve, under the versions that their manifests say. */
    public static PublishRequest serve(String by, String reason) {
        return new PublishRequest(true, false, by, reason, Optional.empty());
    }

    /** The same, each under the next free version. */
    public PublishRequest withNextVersion() {
        return new PublishRequest(serve, true, by, reason, artifact);
    }
}
