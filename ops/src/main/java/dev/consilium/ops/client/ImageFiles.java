package dev.consilium.ops.client;

import dev.consilium.avro.Image;
import dev.consilium.trainer.data.LabelledImages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Images that can be taken by number, any number of times. */
public interface ImageFiles {
    /** What a label is called among an image's attributes. */
    String LABEL = "label";

    int size();

    /**
     * One of the images, read now.
     *
     * @throws IOException when the image's file cannot be read; the message names it
     */
    Image image(int index) throws IOException;

    /** The images of a data set, labelled with the names of their classes. */
    static ImageFiles labelled(LabelledImages images, List<String> classNames) {
        return new ImageFiles() {
            @Override
            public int size() {
                return images.size();
            }

            @Override
            public Image image(int index) throws IOException {
                return Image.newBuilder(images.image(index))
                        .setAttributes(Map.of(LABEL, classNames.get(images.label(index))))
                        .build();
            }
        };
    }

    /** All image files under a folder, by name, without labels. */
    static ImageFiles under(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> found = files.filter(ImageFiles::isImage).sorted().toList();
            return new ImageFiles() {
                @Override
                public int size() {
                    return found.size();
                }

                @Override
                public Image image(int index) throws IOException {
                    Path file = found.get(index);
                    return read(file, folder.relativize(file).toString(), Optional.empty());
                }
            };
        }
    }

    /** One image file as a record; its type is left for the reader to see from the bytes. */
    static Image read(Path file, String id, Optional<String> label) throws IOException {
        try {
            return Image.newBuilder()
                    .setId(id)
                    .setContent(ByteBuffer.wrap(Files.readAllBytes(file)))
                    .setAttributes(label.map(name -> Map.of(LABEL, name)).orElse(Map.of()))
                    .build();
        } catch (ClosedByInterruptException e) {
            throw e; // the file is fine, somebody pressed Ctrl-C
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static boolean isImage(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Set.of(".jpg", ".jpeg", ".png", ".bmp", ".gif").stream().anyMatch(name::endsWith)
                && Files.isRegularFile(file);
    }
}
