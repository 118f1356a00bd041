package dev.consilium.trainer.data;

import dev.consilium.avro.Image;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Images of one file each.
 *
 * @param labels global indices of their classes
 */
record ImageFiles(List<Path> files, List<Integer> labels) implements LabelledImages {
    ImageFiles {
        files = List.copyOf(files);
        labels = List.copyOf(labels);
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public int label(int index) {
        return labels.get(index);
    }

    @Override
    public Image image(int index) throws IOException {
        return Image.newBuilder()
                .setId(name(index))
                .setContent(ByteBuffer.wrap(Files.readAllBytes(files.get(index))))
                .setAttributes(Map.of())
                .build();
    }

    @Override
    public String name(int index) {
        return files.get(index).toString();
    }
}
