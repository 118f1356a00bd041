package dev.consilium.ops.deadletters;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.consilium.avro.Image;
import dev.consilium.specialist.image.ImageDecoder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of files with a list of what they are, a JSON object a line. One thread only. */
final class ImageFolder implements AutoCloseable {

    static final String LIST = "dead-letters.jsonl";

    private static final Map<String, String> EXTENSIONS =
            Map.of("image/jpeg", ".jpg", "image/png", ".png", "image/gif", ".gif", "image/bmp", ".bmp");
    /** Pixels without a header: the list has their width and height. */
    private static final String RAW = "image/x-rgb8";

    private final Path folder;
    private final BufferedWriter list;
    private final ObjectMapper json = new ObjectMapper();

    /** @throws IOException when there is something in the folder: two exports are not mixed */
    ImageFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            if (files.findAny().isPresent()) {
                throw new IOException("--to " + folder + ": the folder is not empty; name a new one");
            }
        }
        this.folder = folder;
        this.list = Files.newBufferedWriter(folder.resolve(LIST));
    }

    /** An image's file, byte for byte. */
    void add(DeadLetter letter, Image image) throws IOException {
        ByteBuffer content = image.getContent().duplicate();
        byte[] bytes = new byte[content.remaining()];
        content.get(bytes);
        Optional<String> type = ImageDecoder.mediaType(ByteBuffer.wrap(bytes));
        String extension = type.map(EXTENSIONS::get).orElse(RAW.equals(image.getContentType()) ? ".rgb" : ".bin");
        Map<String, Object> line = line(letter, image.getId(), write(letter, extension, bytes));
        put(line, "contentType", image.getContentType());
        put(line, "width", image.getWidth());
        put(line, "height", image.getHeight());
        line.put("attributes", image.getAttributes());
        append(line);
    }

    /** A value that is no image: as it stands on the topic. */
    void add(DeadLetter letter, String imageId, byte[] value) throws IOException {
        append(line(letter, imageId, write(letter, ".bin", value)));
    }

    /** A letter without a file. */
    void add(DeadLetter letter, String imageId, String why) throws IOException {
        Map<String, Object> line = line(letter, imageId, "");
        line.put("missing", why);
        append(line);
    }

    private String write(DeadLetter letter, String extension, byte[] bytes) throws IOException {
        String name = letter.record().partition() + "-" + letter.record().offset() + extension;
        Files.write(folder.resolve(name), bytes);
        return name;
    }

    private static Map<String, Object> line(DeadLetter letter, String imageId, String file) {
        Map<String, Object> line = new LinkedHashMap<>();
        put(line, "file", file.isEmpty() ? null : file);
        line.put("imageId", imageId);
        line.put("reason", letter.reason());
        line.put("message", letter.message());
        line.put("exception", letter.exception());
        line.put("deadLetter", letter.place());
        line.put("topic", letter.source().topic());
        line.put("partition", letter.source().partition());
        line.put("offset", letter.sourceOffset());
        line.put("time", letter.at().toString());
        letter.key().ifPresent(key -> line.put("key", key));
        return line;
    }

    private static void put(Map<String, Object> line, String key, @Nullable Object value) {
        if (value != null) {
            line.put(key, value);
        }
    }

    private void append(Map<String, Object> line) throws IOException {
        list.write(json.writeValueAsString(line));
        list.write('\n');
    }

    @Override
    public void close() throws IOException {
        list.close();
    }
}
