package dev.consilium.trainer.stream;

import dev.consilium.trainer.data.CsvRows;
import dev.consilium.trainer.data.DataSetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What people say that images show: a CSV file with the columns {@code imageId} and {@code label}, and any others. A row without a label is
 * not labelled yet.
 */
final class LabelFile {
    static final String IMAGE_ID = "imageId";
    static final String LABEL = "label";

    private LabelFile() {}

    /**
     * Labels by image id, of all files together.
     *
     * @throws DataSetException when one is no such file, or they say two things of one image
     */
    static Map<String, String> read(List<Path> files) throws IOException {
        Map<String, String> labels = new HashMap<>();
        for (Path file : files) {
            int number = 0;
            for (Map<String, String> row : CsvRows.read(file)) {
                number++;
                add(row, file + ", row " + number, labels);
            }
        }
        return labels;
    }

    private static void add(Map<String, String> row, String where, Map<String, String> labels) throws DataSetException {
        String imageId = row.getOrDefault(IMAGE_ID, "");
        String label = row.get(LABEL);
        if (imageId.isEmpty() || label == null) {
            throw new DataSetException(where + " has no " + (imageId.isEmpty() ? IMAGE_ID : LABEL)
                    + ": the first line must name the columns " + IMAGE_ID + " and " + LABEL
                    + ", and each line below must have them (a label may be empty).");
        }
        String other = label.isEmpty() ? null : labels.put(imageId, label);
        if (other != null && !other.equals(label)) {
            throw new DataSetException(where + " labels " + imageId + " '" + label + "', one before it '" + other
                    + "': one of them must go.");
        }
    }
}
