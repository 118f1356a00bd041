package dev.consilium.schemas.artifact;

import dev.consilium.avro.Artifact;
import dev.consilium.schemas.connect.Connection;
import java.nio.file.Path;

/** A process with a small heap that uploads a file and fetches it back. */
final class BigArtifactClient {

    private BigArtifactClient() {}

    /** Arguments: broker, topic, the file, where it shall appear again. */
    public static void main(String[] arguments) throws Exception {
        try (ArtifactChunks chunks =
                new ArtifactChunks(Connection.to(arguments[0], "http://127.0.0.1:1"), arguments[1])) {
            Artifact artifact = chunks.upload(Path.of(arguments[2]), -1, (bytes, of) -> {});
            chunks.fetch(artifact, Path.of(arguments[3]), Long.MAX_VALUE);
        }
    }
}
