package dev.consilium.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A list of image files with their classes: {@code path,label} or {@code path,label,split} with a header, split being {@code train} or
 * {@code test}. Paths are relative to the list's folder, or absolute. The sorted labels are the classes.
 */
final class CsvDataSet {
    private static final String SUFFIX = ".csv";
    private static final String PATH = "path";
    private static final String LABEL = "label";
    private static final String SPLIT = "split";
    private static final String TRAINING = "train";
    private static final String TEST = "test";

    private record Row(Path file, String label, String split) {}

    private CsvDataSet() {}

    static boolean isAt(Path place) {
        return Files.isRegularFile(place)
                && place.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX);
    }

    static DataSet open(Path list) throws IOException {
        List<Row> rows = rows(list);
        if (rows.isEmpty()) {
            throw new DataSetException(list + " names no image: below its header there must be one a line.");
        }
        List<String> classes =
                List.copyOf(new TreeSet<>(rows.stream().map(Row::label).toList()));
        LabelledImages training = images(rows, TRAINING, classes);
        LabelledImages test = images(rows, TEST, classes);
        if (training.size() == 0) {
            return new DataSet(list, classes, test, Optional.empty());
        }
        return new DataSet(list, classes, training, test.size() == 0 ? Optional.empty() : Optional.of(test));
    }

    private static LabelledImages images(List<Row> rows, String split, List<String> classes) {
        List<Row> part = rows.stream().filter(row -> row.split().equals(split)).toList();
        return new ImageFiles(
                part.stream().map(Row::file).toList(),
                part.stream()
                        .map(row -> Collections.binarySearch(classes, row.label()))
                        .toList());
    }

    private static List<Row> rows(Path list) throws IOException {
        List<Row> rows = new ArrayList<>();
        for (Map<String, String> line : CsvRows.read(list)) {
            rows.add(row(list, line, list + ", row " + (rows.size() + 1)));
        }
        return rows;
    }

    private static Row row(Path list, Map<String, String> line, String where) throws DataSetException {
        String split = line.getOrDefault(SPLIT, "");
        if (!split.isEmpty() && !split.equals(TRAINING) && !split.equals(TEST)) {
            throw new DataSetException(where + ": split is '" + split + "': it must be train or test.");
        }
        String path = required(line, PATH, where);
        return new Row(file(list, path, where), required(line, LABEL, where), split.isEmpty() ? TRAINING : split);
    }

    private static Path file(Path list, String path, String where) throws DataSetException {
        try {
            return list.resolveSibling(path);
        } catch (InvalidPathException e) {
            throw new DataSetException(where + ": '" + path + "' is no path of a file: " + e.getReason() + ".", e);
        }
    }

    private static String required(Map<String, String> line, String column, String where) throws DataSetException {
        String value = line.getOrDefault(column, "");
        if (value.isEmpty()) {
            throw new DataSetException(where + " has no " + column
                    + ": the first line must be path,label or path,label,split, and each line below must fill them.");
        }
        return value;
    }
}
