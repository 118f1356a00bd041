package dev.consilium.specialist;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files under {@code src/test/resources}. */
public final class Fixtures {

    private Fixtures() {}

    public static Path file(String name) {
        URL resource = Fixtures.class.getResource("/" + name);
        if (resource == null) {
            throw new IllegalArgumentException("no test resource " + name);
        }
        try {
            return Path.of(resource.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] bytes(String name) throws IOException {
        return Files.readAllBytes(file(name));
    }

    /** Lines of a text file, each split at semicolons. */
    public static Stream<String[]> table(String name) throws IOException {
        return Files.readAllLines(file(name)).stream().map(line -> line.split(";", -1));
    }

    /** Numbers separated by blanks. */
    public static float[] floats(String text) {
        String[] words = text.split(" ", -1);
        float[] values = new float[words.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(words[i]);
        }
        return values;
    }

    /** Names of the files in a folder that do not end so. */
    public static List<String> names(String folder, String exceptSuffix) throws IOException {
        try (Stream<Path> files = Files.list(file(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(exceptSuffix))
                    .sorted()
                    .toList();
        }
    }
}
