package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sub-folder a class; the sorted names of the sub-folders are the classes. With sub-folders train and test: two such folders. */
final class ImageFolders {
    private static final Logger LOG = LoggerFactory.getLogger(ImageFolders.class);
    private static final List<String> SUFFIXES = List.of("jpg", "jpeg", "png", "bmp", "gif");
    private static final String TRAINING = "train";
    private static final String TEST = "test";

    private ImageFolders() {}

    static boolean isAt(Path folder) throws IOException {
        return !subFolders(folder).isEmpty();
    }

    static DataSet open(Path folder) throws IOException {
        Path training = folder.resolve(TRAINING);
        Path test = folder.resolve(TEST);
        if (!Files.isDirectory(training)) {
            Map<String, List<Path>> classes = classes(folder);
            return new DataSet(folder, List.copyOf(classes.keySet()), images(classes), Optional.empty());
        }
        Map<String, List<Path>> trained = classes(training);
        if (!Files.isDirectory(test)) {
            return new DataSet(folder, List.copyOf(trained.keySet()), images(trained), Optional.empty());
        }
        Map<String, List<Path>> tested = classes(test);
        if (!tested.keySet().equals(trained.keySet())) {
            throw new DataSetException("The classes of " + training + " are " + trained.keySet() + ", those of " + test
                    + " are " + tested.keySet() + ": they must be the same.");
        }
        return new DataSet(folder, List.copyOf(trained.keySet()), images(trained), Optional.of(images(tested)));
    }

    private static Map<String, List<Path>> classes(Path folder) throws IOException {
        Map<String, List<Path>> classes = new TreeMap<>();
        for (Path subFolder : subFolders(folder)) {
            List<Path> files = images(subFolder);
            if (files.isEmpty()) {
                throw new DataSetException("Class folder " + subFolder + " holds no image ("
                        + String.join(", ", SUFFIXES) + "): fill it or remove it.");
            }
            classes.put(subFolder.getFileName().toString(), files);
        }
        if (classes.isEmpty()) {
            throw new DataSetException(folder + " has no sub-folder: one for each class is needed.");
        }
        return classes;
    }

    private static List<Path> images(Path classFolder) throws IOException {
        try (Stream<Path> entries = Files.list(classFolder)) {
            List<Path> all = entries.filter(Files::isRegularFile).sorted().toList();
            List<Path> images = all.stream().filter(ImageFolders::isImage).toList();
            if (images.size() < all.size()) {
                LOG.atWarn()
                        .addKeyValue("folder", classFolder)
                        .addKeyValue("files", all.size() - images.size())
                        .log("Files of other types than {} are left out", SUFFIXES);
            }
            return images;
        }
    }

    private static List<Path> subFolders(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static LabelledImages images(Map<String, List<Path>> classes) {
        List<Path> files = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        int label = 0;
        for (List<Path> members : classes.values()) {
            for (Path file : members) {
                files.add(file);
                labels.add(label);
            }
            label++;
        }
        return new ImageFiles(files, labels);
    }
}
