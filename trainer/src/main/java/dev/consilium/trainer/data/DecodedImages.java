package dev.consilium.trainer.data;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images at one size, one byte a value, decoded by the decoder that serves. As many as the memory limit allows are kept decoded, spread evenly
 * over all; the others are decoded at each use, by the thread that uses them. Immutable, for use by several threads.
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
    /** Of the readable ones; null: not kept. */
    private final @Nullable Pixels[] kept;
    /** Of the readable ones. */
    private final int[] sources;
    /** Of the readable ones' pixels: CRC-32. */
    private final int[] checksums;

    private DecodedImages(
            LabelledImages images, InputShape shape, @Nullable Pixels[] kept, int[] sources, int[] checksums) {
        this.images = images;
        this.shape = shape;
        this.kept = kept;
        this.sources = sources;
        this.checksums = checksums;
    }

    /** What is kept when nothing is said: half of the heap. */
    public static long usualRoom() {
        return Runtime.getRuntime().maxMemory() / 2;
    }

    /** As {@link #of(LabelledImages, InputShape, long)}, with the usual room. */
    public static DecodedImages of(LabelledImages images, InputShape shape) throws DataSetException {
        return of(images, shape, usualRoom());
    }

    /**
     * Decodes all images once, on all cores. Unreadable ones are left out and named in a warning.
     *
     * @param room bytes of pixels to keep at most
     * @throws DataSetException when more than a tenth cannot be read
     */
    public static DecodedImages of(LabelledImages images, InputShape shape, long room) throws DataSetException {
        int count = images.size();
        long fitting = Math.min(count, room / shape.values());
        @Nullable Pixels[] decoded = new @Nullable Pixels[count];
        int[] checksums = new int[count];
        SortedMap<Integer, String> unreadable = new ConcurrentSkipListMap<>();
        IntStream.range(0, (count + CHUNK - 1) / CHUNK).parallel().forEach(chunk -> {
            ImageDecoder decoder = new ImageDecoder(ImageLimits.defaults());
            for (int i = chunk * CHUNK; i < Math.min(count, (chunk + 1) * CHUNK); i++) {
                try {
                    Pixels pixels = decoder.decode(images.image(i), shape);
                    checksums[i] = checksum(pixels);
                    if (isAmongEvenlySpread(i, fitting, count)) {
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
        @Nullable Pixels[] kept = new @Nullable Pixels[sources.length];
        int[] ofKept = new int[sources.length];
        for (int i = 0; i < sources.length; i++) {
            kept[i] = decoded[sources[i]];
            ofKept[i] = checksums[sources[i]];
        }
        if (fitting < count) {
            LOG.atWarn()
                    .addKeyValue("images", count)
                    .addKeyValue("kept", fitting)
                    .log(
                            "Not all images fit into the memory for decoded ones: the others are read again at each use (--cache-memory, CONSILIUM_HEAP)");
        }
        return new DecodedImages(images, shape, kept, sources, ofKept);
    }

    /** So that specialists of all classes find as much of what they need. */
    private static boolean isAmongEvenlySpread(int index, long some, int all) {
        return (index + 1) * some / all > index * some / all;
    }

    private static int checksum(Pixels pixels) {
        CRC32 checksum = new CRC32();
        checksum.update(pixels.rgb());
        return (int) checksum.getValue();
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

    /** Whether the pixels of an image are at hand, without a file to be read. */
    boolean isKept(int index) {
        return kept[index] != null;
    }

    /** Bytes of pixels that are kept. */
    public long keptBytes() {
        return Arrays.stream(kept).filter(Objects::nonNull).count() * shape.values();
    }

    /**
     * The pixels of one image.
     *
     * @throws UncheckedIOException when it has to be decoded again and can no longer be read, or has become another
     */
    public Pixels pixels(int index) {
        Pixels atHand = kept[index];
        if (atHand != null) {
            return atHand;
        }
        try {
            Pixels pixels = DECODER.get().decode(images.image(sources[index]), shape);
            if (checksum(pixels) != checksums[index]) {
                throw new IOException("it shows something else than before");
            }
            return pixels;
        } catch (BadImageException e) {
            throw changed(index, new IOException(e.getMessage(), e));
        } catch (IOException e) {
            throw changed(index, e);
        }
    }

    private UncheckedIOException changed(int index, IOException cause) {
        return new UncheckedIOException(
                images.name(sources[index]) + " was changed or removed while it was in use: " + cause.getMessage(),
                cause);
    }

    /** Global index of the class. */
    public int label(int index) {
        return images.label(sources[index]);
    }

    /** Which image of the {@link LabelledImages} it was decoded from. */
    public int source(int index) {
        return sources[index];
    }

    /** Of all pixels and classes in their order: other images have another. */
    public long checksum() {
        CRC32 all = new CRC32();
        ByteBuffer image = ByteBuffer.allocate(2 * Integer.BYTES);
        for (int i = 0; i < sources.length; i++) {
            all.update(image.clear().putInt(label(i)).putInt(checksums[i]).flip());
        }
        return all.getValue();
    }
}
