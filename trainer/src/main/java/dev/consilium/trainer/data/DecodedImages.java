package dev.consilium.trainer.data;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images at one size, one byte a value, decoded by the decoder that serves. As many as the memory limit allows are kept decoded; the
 * others are decoded at each use, by the thread that uses them. Immutable, for use by several threads.
 */
public final class DecodedImages {
    private static final Logger LOG = LoggerFactory.getLogger(DecodedImages.class);
    private static final int NAMED = 5;
    private static final double BEARABLE = 0.1;
    private static final int CHUNK = 256;
    /** Of whoever uses an image that is not kept. */
    private static final ThreadLocal<ImageDecoder> DECODER =
            ThreadLocal.withInitial(() -> new ImageDecoder(ImageLimits.defaults()));

    private final LabelledImages images;
    private final InputShape shape;
    /** The first of the readable ones. */
    private final Pixels[] kept;
    /** Of the readable ones. */
    private final int[] sources;

    private DecodedImages(LabelledImages images, InputShape shape, Pixels[] kept, int[] sources) {
        this.images = images;
        this.shape = shape;
        this.kept = kept;
        this.sources = sources;
    }

    /**
     * Decodes all images, on all cores, and keeps what fits into half of the heap. Unreadable ones are left out and named in a warning.
     *
     * @throws DataSetException when more than a tenth cannot be read
     */
    public static DecodedImages of(LabelledImages images, InputShape shape) throws DataSetException {
        return of(images, shape, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param room bytes of pixels to keep at most */
    static DecodedImages of(LabelledImages images, InputShape shape, long room) throws DataSetException {
        int count = images.size();
        Pixels[] decoded = new Pixels[(int) Math.min(count, room / shape.values())];
        SortedMap<Integer, String> unreadable = new ConcurrentSkipListMap<>();
        IntStream.range(0, (count + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
            for (int i = chunk * CHUNK; i < Math.min(count, (chunk + 1) * CHUNK); i++) {
                try {
                    Pixels pixels = decoder.decode(images.image(i), shape);
                    if (i < decoded.length) {
                        decoded[i] = pixels;
                    }
                } catch (BadImageException | IOException e) {
                    unreadable.put(i, images.name(i) + ": " + e.getMessage());
                }
            }
        });
        report(List.copyOf(unreadable.values()), count);
        int[] sources = IntStream.range(0, count)
                .filter(i -> !unreadable.containsKey(i))
                .toArray();
        Pixels[] kept = Arrays.stream(sources)
                .filter(i -> i < decoded.length)
                .mapToObj(i -> decoded[i])
                .toArray(Pixels[]::new);
        warnOfTheRest(kept.length, sources.length);
        return new DecodedImages(images, shape, kept, sources);
    }

    private static void warnOfTheRest(int kept, int count) {
        if (kept < count) {
            LOG.atWarn()
                    .addKeyValue("images", count)
                    .addKeyValue("kept", kept)
                    .log(
                            "Not all images fit into half of the heap: the others are decoded at each use, which is slower (-Xmx, --limit)");
        }
    }

    private static void report(List<String> unreadable, int of) throws DataSetException {
        if (unreadable.isEmpty()) {
            return;
        }
        List<String> named = new ArrayList<>(unreadable.subList(0, Math.min(NAMED, unreadable.size())));
        if (named.size() < unreadable.size()) {
            named.add("...");
        }
        String summary = String.format(
                Locale.ROOT, "%,d of %,d images cannot be read: %s", unreadable.size(), of, String.join("; ", named));
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
        return sources.length;
    }

    /**
     * The pixels of one image.
     *
     * @throws UncheckedIOException when it has to be decoded again and can no longer be read
     */
    public Pixels pixels(int index) {
        if (index < kept.length) {
            return kept[index];
        }
        try {
            return DECODER.get().decode(images.image(sources[index]), shape);
        } catch (BadImageException e) {
            throw new UncheckedIOException(changed(index), new IOException(e));
        } catch (IOException e) {
            throw new UncheckedIOException(changed(index), e);
        }
    }

    private String changed(int index) {
        return images.name(sources[index]) + " was changed or removed while it was in use";
    }

    /** Global index of the class. */
    public int label(int index) {
        return images.label(sources[index]);
    }

    /** Which image of the {@link LabelledImages} it was decoded from. */
    public int source(int index) {
        return sources[index];
    }
}
