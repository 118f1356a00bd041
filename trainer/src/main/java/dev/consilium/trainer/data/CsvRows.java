package dev.consilium.trainer.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** CSV files whose first line names the columns. */
public final class CsvRows {
    private CsvRows() {}

    /**
     * The rows below the first line, each by the names of its columns.
     *
     * @throws DataSetException when it is no such file
     */
    public static List<Map<String, String>> read(Path file) throws IOException {
        try (MappingIterator<Map<String, String>> rows = new CsvMapper()
                .readerForMapOf(String.class)
                .withFeatures(CsvParser.Feature.TRIM_SPACES, CsvParser.Feature.SKIP_EMPTY_LINES)
                .with(CsvSchema.emptySchema().withHeader())
                .readValues(file.toFile())) {
            return rows.readAll();
        } catch (CharConversionException e) {
            throw new DataSetException(file + " is not text in UTF-8: " + e.getMessage(), e);
        } catch (JsonProcessingException e) {
            throw new DataSetException(file + " is no CSV file: " + e.getOriginalMessage(), e);
        }
    }
}
