package dev.consilium.trainer.stream;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.consilium.avro.Image;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.trainer.report.Png;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Images as files, and a list of them with an empty column for the label, which {@link LabelFile} reads.
 *
 * @param file the list
 */
record LabelSheet(Path file) {

    private static final String NAME = "labels.csv";
    private static final String RAW = "image/x-rgb8";
    private static final List<String> COLUMNS =
            List.of(LabelFile.IMAGE_ID, "file", "className", "confidence", "margin", "abstained", LabelFile.LABEL);

    /** @throws IOException when the folder has such a list already: somebody's work may be in it */
    static LabelSheet in(Path folder) throws IOException {
        Path file = folder.resolve(NAME);
        if (Files.exists(file)) {
            throw new IOException(file + " is there already, perhaps with labels: name another folder.");
        }
        return new LabelSheet(file);
    }

    /** The images in their order. */
    void write(StreamedImages images) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        CsvSchema.Builder schema = CsvSchema.builder().setUseHeader(true);
        COLUMNS.forEach(schema::addColumn);
        try (SequenceWriter rows =
                new CsvMapper().writerFor(Map.class).with(schema.build()).writeValues(file.toFile())) {
            for (int i = 0; i < images.size(); i++) {
                rows.write(row(images.answer(i), picture(images.image(i), i + 1)));
            }
        }
    }

    private static Map<String, Object> row(Answer answer, Path picture) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(LabelFile.IMAGE_ID, answer.image().imageId());
        row.put("file", picture.getFileName().toString());
        row.put("className", answer.className());
        row.put("confidence", String.format(Locale.ROOT, "%.4f", answer.confidence()));
        row.put("margin", String.format(Locale.ROOT, "%.4f", answer.doubt().margin()));
        row.put("abstained", answer.doubt().abstained());
        row.put(LabelFile.LABEL, "");
        return row;
    }

    /** As it came, or as PNG where it came without a file format. */
    private Path picture(Image image, int number) throws IOException {
        Optional<String> type =
                RAW.equals(image.getContentType()) ? Optional.empty() : ImageDecoder.mediaType(image.getContent());
        Path picture = file.resolveSibling(String.format(
                Locale.ROOT, "%05d.%s", number, type.map(LabelSheet::suffix).orElse("png")));
        ByteBuffer content = type.isPresent() ? image.getContent() : ByteBuffer.wrap(png(image));
        try (FileChannel channel = FileChannel.open(
                picture, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
        }
        return picture;
    }

    private static String suffix(String mediaType) {
        return mediaType.equals("image/jpeg") ? "jpg" : mediaType.substring(mediaType.indexOf('/') + 1);
    }

    private static byte[] png(Image image) throws IOException {
        try {
            return Png.encoded(new ImageDecoder(ImageLimits.defaults()).decode(image));
        } catch (BadImageException e) {
            throw new IOException("image " + image.getId() + " cannot be read: " + e.getMessage(), e);
        }
    }
}
