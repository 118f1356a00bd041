package dev.consilium.trainer.data;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.UriArtifact;
import dev.consilium.schemas.artifact.ArtifactUris;
import dev.consilium.schemas.artifact.BadArtifactException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * The archive of CIFAR-10's binary version, wherever it lies: what does not have its size and SHA-256 is not unpacked.
 *
 * @param uri {@code https:}, {@code http:} or {@code file:}
 */
record CifarDownload(URI uri, String sha256, long sizeBytes) {
    /** The address and the sum of bytes that its authors publish. */
    static final CifarDownload OFFICIAL = new CifarDownload(
            URI.create("https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"),
            "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
            170_052_171);

    private static final List<String> FILES = List.of(
            "batches.meta.txt",
            "data_batch_1.bin",
            "data_batch_2.bin",
            "data_batch_3.bin",
            "data_batch_4.bin",
            "data_batch_5.bin",
            "test_batch.bin");

    /** Whether all of its files are there. */
    static boolean isIn(Path folder) {
        return FILES.stream().map(folder::resolve).allMatch(Files::isRegularFile);
    }

    /** The same bytes from another place. */
    CifarDownload from(URI mirror) {
        return new CifarDownload(mirror, sha256, sizeBytes);
    }

    /**
     * Fetches and unpacks. What arrived before a connection broke is kept in the folder, and the next call goes on from there.
     *
     * @param progress told now and then how many bytes have arrived
     * @throws IOException when the archive cannot be fetched, or is another one
     */
    DataSet into(Path folder, LongConsumer progress) throws IOException {
        Files.createDirectories(folder);
        Path archive = folder.resolve("cifar-10-binary.tar.gz");
        try {
            ArtifactUris.only(uri)
                    .fetch(
                            new Artifact(sha256, sizeBytes, new UriArtifact(uri.toString())),
                            archive,
                            sizeBytes,
                            progress);
        } catch (BadArtifactException | IllegalArgumentException e) {
            throw new IOException(
                    "This is not the archive of CIFAR-10's binary version (" + sizeBytes + " bytes, SHA-256 " + sha256
                            + "): " + e.getMessage(),
                    e);
        }
        unpack(archive, folder);
        Files.delete(archive);
        return DataSet.open(folder);
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        // Under other names first: half a file must not look like a whole one.
        Map<Path, Path> unpacked = new LinkedHashMap<>();
        try (InputStream file = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (entry.isFile() && FILES.contains(name)) {
                    Path part = folder.resolve(name + ".part");
                    Files.copy(tar, part, StandardCopyOption.REPLACE_EXISTING);
                    unpacked.put(part, folder.resolve(name));
                }
            }
        }
        for (Map.Entry<Path, Path> each : unpacked.entrySet()) {
            Files.move(each.getKey(), each.getValue(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
