package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Names for classes that are known by number only: one a line in {@code classes.txt} (or CIFAR-10's own {@code batches.meta.txt}). */
final class ClassNames {
    private ClassNames() {}

    /**
     * The names that the folder gives, or else the numbers.
     *
     * @throws DataSetException when the file has too few names
     */
    static List<String> in(Path folder, int classes) throws IOException {
        for (Path file : Stream.of("classes.txt", "batches.meta.txt")
                .map(folder::resolve)
                .toList()) {
            if (Files.isRegularFile(file)) {
                List<String> names = Files.readAllLines(file).stream()
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
                if (names.size() < classes) {
                    throw new DataSetException(
                            file + " names " + names.size() + " classes, the labels go up to " + (classes - 1) + ".");
                }
                return names;
            }
        }
        return IntStream.range(0, classes).mapToObj(Integer::toString).toList();
    }
}
