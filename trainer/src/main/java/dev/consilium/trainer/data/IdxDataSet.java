package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** MNIST and its likes: grey images in IDX files, under the names that MNIST gave them. */
final class IdxDataSet {
    private static final String TRAINING = "train";
    private static final String TEST = "t10k";

    private IdxDataSet() {}

    static boolean isAt(Path folder) {
        return IdxFile.find(folder, imagesOf(TRAINING)).isPresent()
                || IdxFile.find(folder, imagesOf(TEST)).isPresent();
    }

    static DataSet open(Path folder) throws IOException {
        Optional<RawImages> training = part(folder, TRAINING);
        Optional<RawImages> test = part(folder, TEST);
        RawImages first = training.or(() -> test).orElseThrow();
        int classes = Math.max(highest(first), test.map(IdxDataSet::highest).orElse(0)) + 1;
        return new DataSet(
                folder,
                ClassNames.in(folder, classes),
                first,
                training.isPresent() ? test.map(part -> part) : Optional.empty());
    }

    private static Optional<RawImages> part(Path folder, String part) throws IOException {
        Optional<Path> file = IdxFile.find(folder, imagesOf(part));
        if (file.isEmpty()) {
            return Optional.empty();
        }
        String labelsName = part + "-labels-idx1-ubyte";
        Path labelsFile = IdxFile.find(folder, labelsName)
                .orElseThrow(() -> new DataSetException(file.get() + " has no labels: " + labelsName + " is missing."));
        IdxFile images = IdxFile.read(file.get(), 3);
        IdxFile labels = IdxFile.read(labelsFile, 1);
        if (labels.values().length != images.size(0)) {
            throw new DataSetException(labelsFile + " holds " + labels.values().length + " labels for " + images.size(0)
                    + " images in " + images.path().getFileName() + ".");
        }
        int pixels = images.size(1) * images.size(2);
        return Optional.of(new RawImages(
                images.path(),
                images.size(2),
                images.size(1),
                labels.values(),
                (index, rgb) -> grey(images.values(), index * pixels, rgb)));
    }

    private static void grey(byte[] values, int from, byte[] rgb) {
        for (int i = 0; i < rgb.length; i++) {
            rgb[i] = values[from + i / 3];
        }
    }

    private static int highest(LabelledImages images) {
        int highest = 0;
        for (int i = 0; i < images.size(); i++) {
            highest = Math.max(highest, images.label(i));
        }
        return highest;
    }

    private static String imagesOf(String part) {
        return part + "-images-idx3-ubyte";
    }
}
