package dev.consilium.trainer.stream;

import dev.consilium.avro.Image;
import dev.consilium.schemas.history.ImagePlace;
import dev.consilium.schemas.history.ImageRecords;
import dev.consilium.trainer.data.LabelledImages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/**
 * Images from a topic, in the order of their answers: read once, into a temporary file, so that neither the heap nor retention has a say in
 * what a training sees. Immutable, for use by several threads; the file goes when this is closed.
 */
public final class StreamedImages implements LabelledImages, AutoCloseable {

    private final FileChannel file;
    private final List<Held> held;

    /**
     * An image in the file.
     *
     * @param head all of it but the content
     */
    private record Held(Answer answer, Image head, long position, int bytes) {}

    private StreamedImages(FileChannel file, List<Held> held) {
        this.file = file;
        this.held = held;
    }

    /**
     * Fetches the images of some answers.
     *
     * @param missing what is told of those that are not to be had: which one, and why
     */
    static StreamedImages fetch(ImageRecords records, List<Answer> answers, BiConsumer<ImagePlace, String> missing)
            throws IOException {
        Map<ImagePlace, Answer> byPlace = new HashMap<>();
        answers.forEach(answer -> byPlace.put(answer.image(), answer));
        Map<Answer, Held> found = new HashMap<>();
        FileChannel file = temporaryFile();
        try {
            records.read(byPlace.keySet(), new ImageRecords.Receiver() {
                @Override
                public void image(ImagePlace place, Image image) {
                    Answer answer = Objects.requireNonNull(byPlace.get(place));
                    found.put(answer, append(file, answer, image));
                }

                @Override
                public void missing(ImagePlace place, String why) {
                    missing.accept(place, why);
                }
            });
        } catch (UncheckedIOException e) {
            file.close();
            throw e.getCause();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        return new StreamedImages(
                file, answers.stream().map(found::get).filter(Objects::nonNull).toList());
    }

    private static FileChannel temporaryFile() throws IOException {
        Path path = Files.createTempFile("consilium-stream-", ".images");
        return FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static Held append(FileChannel file, Answer answer, Image image) {
        Image head = with(ByteBuffer.allocate(0), image);
        try {
            ByteBuffer content = image.getContent().duplicate();
            Held held = new Held(answer, head, file.size(), content.remaining());
            while (content.hasRemaining()) {
                file.write(content, file.size());
            }
            return held;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int size() {
        return held.size();
    }

    @Override
    public int label(int index) {
        return answer(index).label().orElseThrow();
    }

    @Override
    public Image image(int index) throws IOException {
        Held one = held.get(index);
        ByteBuffer content = ByteBuffer.allocate(one.bytes());
        while (content.hasRemaining()) {
            if (file.read(content, one.position() + content.position()) < 0) {
                throw new IOException("the temporary file of " + name(index) + " has been cut off");
            }
        }
        return with(content.flip(), one.head());
    }

    private static Image with(ByteBuffer content, Image of) {
        return new Image(of.getId(), content, of.getContentType(), of.getWidth(), of.getHeight(), Map.of());
    }

    @Override
    public String name(int index) {
        ImagePlace place = answer(index).image();
        return place.imageId() + " (" + place + ")";
    }

    Answer answer(int index) {
        return held.get(index).answer();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
