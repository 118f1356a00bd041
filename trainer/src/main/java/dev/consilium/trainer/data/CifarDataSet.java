package dev.consilium.trainer.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** CIFAR-10's binary version: records of a label and 32 x 32 red, then green, then blue values. */
final class CifarDataSet {
    private static final int SIDE = 32;
    private static final int PLANE = SIDE * SIDE;
    private static final int RECORD = 1 + 3 * PLANE;
    private static final int CLASSES = 10;
    private static final String TEST = "test_batch.bin";

    private CifarDataSet() {}

    static boolean isAt(Path folder) throws IOException {
        return !trainingFiles(folder).isEmpty() || Files.isRegularFile(folder.resolve(TEST));
    }

    static DataSet open(Path folder) throws IOException {
        List<Path> training = trainingFiles(folder);
        Path testFile = folder.resolve(TEST);
        List<String> names = ClassNames.in(folder, CLASSES);
        if (training.isEmpty()) {
            return new DataSet(folder, names, read(List.of(testFile)), Optional.empty());
        }
        return new DataSet(
                folder,
                names,
                read(training),
                Files.isRegularFile(testFile) ? Optional.of(read(List.of(testFile))) : Optional.empty());
    }

    private static List<Path> trainingFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("data_batch_\\d+\\.bin"))
                    .sorted()
                    .toList();
        }
    }

    private static LabelledImages read(List<Path> files) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Path file : files) {
            byte[] content = Files.readAllBytes(file);
            if (content.length == 0 || content.length % RECORD != 0) {
                throw new DataSetException(
                        file + " has " + content.length + " bytes: not a whole number of records of " + RECORD + ".");
            }
            all.write(content);
        }
        byte[] records = all.toByteArray();
        byte[] labels = new byte[records.length / RECORD];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = records[i * RECORD];
            if (labels[i] < 0 || labels[i] >= CLASSES) {
                throw new DataSetException(
                        files + ": record " + i + " has label " + (labels[i] & 0xff) + ", CIFAR-10 has 0 to 9.");
            }
        }
        return new RawImages(
                files.get(0), SIDE, SIDE, labels, (index, rgb) -> interleave(records, index * RECORD + 1, rgb));
    }

    private static void interleave(byte[] records, int from, byte[] rgb) {
        for (int pixel = 0; pixel < PLANE; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                rgb[pixel * 3 + channel] = records[from + channel * PLANE + pixel];
            }
        }
    }
}
