package dev.consilium.trainer.data;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Images in memory at one size, one byte a value, decoded by the decoder that serves. Immutable, for use by several threads. */
public final class DecodedImages {
    private static final Logger LOG = LoggerFactory.getLogger(DecodedImages.class);
    private static final int NAMED = 5;
    private static final double BEARABLE = 0.1;

    private final InputShape shape;
    private final List<Pixels> pixels;
    private final int[] labels;
    private final int[] sources;

    private DecodedImages(InputShape shape, List<Pixels> pixels, int[] labels, int[] sources) {
        this.shape = shape;
        this.pixels = pixels;
        this.labels = labels;
        this.sources = sources;
    }

    /**
     * Decodes all images. Unreadable ones are left out and named in a warning.
     *
     * @throws DataSetException when more than a tenth cannot be read, or when all of them would not fit into half of the heap
     */
    public static DecodedImages of(LabelledImages images, InputShape shape) throws DataSetException {
        requireRoom(images.size(), shape);
        ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
        List<Pixels> pixels = new ArrayList<>(images.size());
        int[] labels = new int[images.size()];
        int[] sources = new int[images.size()];
        List<String> unreadable = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            try {
                Pixels decoded = decoder.decode(images.image(i), shape);
                labels[pixels.size()] = images.label(i);
                sources[pixels.size()] = i;
                pixels.add(decoded);
            } catch (BadImageException | IOException e) {
                unreadable.add(images.name(i) + ": " + e.getMessage());
            }
        }
        report(unreadable, images.size());
        return new DecodedImages(shape, List.copyOf(pixels), labels, sources);
    }

    private static void requireRoom(long count, InputShape shape) throws DataSetException {
        long needed = count * shape.values();
        long room = Runtime.getRuntime().maxMemory() / 2;
        if (needed > room) {
            throw new DataSetException(String.format(
                    Locale.ROOT,
                    "%,d images take %,d MiB, half of the heap is %,d MiB: use fewer (--limit) or more heap (-Xmx).",
                    count,
                    needed >> 20,
                    room >> 20));
        }
    }

    private static void report(List<String> unreadable, int of) throws DataSetException {
        if (unreadable.isEmpty()) {
            return;
        }
        String summary = String.format(
                Locale.ROOT,
                "%,d of %,d images cannot be read: %s%s",
                unreadable.size(),
                of,
                String.join("; ", unreadable.subList(0, Math.min(NAMED, unreadable.size()))),
                unreadable.size() > NAMED ? "; ..." : "");
        if (unreadable.size() > of * BEARABLE) {
            throw new DataSetException(summary);
        }
        LOG.atWarn()
                .addKeyValue("unreadable", unreadable.size())
                .addKeyValue("images", of)
                .log("Left out: {}", summary);
    }

    public InputShape shape() {
        return shape;
    }

    public int size() {
        return pixels.size();
    }

    public Pixels pixels(int index) {
        return pixels.get(index);
    }

    /** Global index of the class. */
    public int label(int index) {
        return labels[index];
    }

    /** Which image of the {@link LabelledImages} it was decoded from. */
    public int source(int index) {
        return sources[index];
    }
}
