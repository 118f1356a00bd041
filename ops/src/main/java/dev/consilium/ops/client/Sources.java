package dev.consilium.ops.client;

import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.DataSetException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a user names as the source of images, opened. */
final class Sources {
    private Sources() {}

    /**
     * @param source a folder, a file of lines, or {@code -} for lines from standard input
     * @throws IllegalArgumentException when there is no such thing, no image in it, or {@code loop} is asked of lines
     */
    static ImageFeed open(String source, boolean loop) throws IOException {
        if (source.equals("-")) {
            return lines(new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())), loop);
        }
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            return new RoundFeed(folder(path), loop);
        }
        if (Files.isRegularFile(path)) {
            return lines(Files.newBufferedReader(path), loop);
        }
        throw new IllegalArgumentException("there is no folder or file " + source);
    }

    private static ImageFiles folder(Path folder) throws IOException {
        DataSet data;
        try {
            data = DataSet.open(folder);
        } catch (DataSetException e) {
            ImageFiles unlabelled = ImageFiles.under(folder);
            if (unlabelled.size() == 0) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            return unlabelled;
        }
        return ImageFiles.labelled(data.judged(), data.classNames());
    }

    private static ImageFeed lines(BufferedReader lines, boolean loop) {
        if (loop) {
            throw new IllegalArgumentException("--loop needs a folder: a list of files is read once");
        }
        return new LineFeed(lines);
    }
}
