package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads which images to send from lines: a path each, or a path, a tab and a label. Empty lines are skipped. */
final class LineFeed implements ImageFeed {
    private final BufferedReader lines;

    LineFeed(BufferedReader lines) {
        this.lines = lines;
    }

    @Override
    public OptionalLong total() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<Image> next() throws IOException {
        String line = lines.readLine();
        while (line != null && line.isBlank()) {
            line = lines.readLine();
        }
        if (line == null) {
            return Optional.empty();
        }
        int tab = line.indexOf('\t');
        String path = tab < 0 ? line : line.substring(0, tab);
        Optional<String> label =
                tab < 0 ? Optional.empty() : Optional.of(line.substring(tab + 1).strip());
        return Optional.of(ImageFiles.read(Path.of(path), path, label));
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
