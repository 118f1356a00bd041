package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Labelled images of some classes: a class's global index is its position in {@code classNames}.
 *
 * @param folder where it was found (a folder, or a list of files), for messages
 * @param training what to train on
 * @param test what training must never see, if the folder keeps such a part
 */
public record DataSet(Path folder, List<String> classNames, LabelledImages training, Optional<LabelledImages> test) {
    private static final int LARGEST_HOLD_OUT = 1000;
    private static final int HOLD_OUT_PART = 10;

    public DataSet {
        classNames = List.copyOf(classNames);
    }

    /**
     * Opens a data set of one of the kinds that {@link Kind} lists: a folder, told apart by its files, or a list of files.
     *
     * @throws DataSetException when it is none of them, or damaged
     */
    public static DataSet open(Path folder) throws IOException {
        if (!Files.isDirectory(folder) && !CsvDataSet.isAt(folder)) {
            throw new DataSetException(
                    folder + " is neither a folder nor a .csv file. A data set is " + Kind.described() + ".");
        }
        for (Kind kind : Kind.values()) {
            if (kind.recognises(folder)) {
                return kind.open(folder);
            }
        }
        throw new DataSetException("No data set found in " + folder + ". A data set is " + Kind.described() + ".");
    }

    /**
     * What to measure on while training: the test part, or else a tenth of the images, at most 1,000, taken out of the training part by the seed.
     */
    public DataSet withTestPart(long seed) {
        if (test.isPresent()) {
            return this;
        }
        int count = Math.min(LARGEST_HOLD_OUT, training.size() / HOLD_OUT_PART);
        List<LabelledImages> parts = Selection.split(training, count, seed);
        return new DataSet(folder, classNames, parts.get(1), Optional.of(parts.get(0)));
    }

    /**
     * At most {@code count} images to train on, drawn by the seed, all classes in turn.
     *
     * @throws IllegalArgumentException when that is none
     */
    public DataSet withAtMost(int count, long seed) {
        if (count < 1) {
            throw new IllegalArgumentException("The limit is " + count + " images: it must be 1 or more.");
        }
        return new DataSet(folder, classNames, Selection.balanced(training, count, seed), test);
    }

    /** Further images of the same classes to train on; what is measured on stays. */
    public DataSet withMore(LabelledImages images) {
        return new DataSet(folder, classNames, new MoreImages(training, images), test);
    }

    /** What to judge on: the test part, or all of a folder that has no parts. */
    public LabelledImages judged() {
        return test.orElse(training);
    }
}
