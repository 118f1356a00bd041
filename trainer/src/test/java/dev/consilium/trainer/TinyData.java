package dev.consilium.trainer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** IDX files of few small grey images that a network learns in a second: class c lights the c-th field of a 3 x 3 board, over noise. */
public final class TinyData {
    public static final int SIDE = 12;
    private static final int FIELD = SIDE / 3;

    private TinyData() {}

    /** Training and test part, the images of all classes in turn. */
    public static Path write(Path folder, int classes, int training, int test) throws IOException {
        Files.createDirectories(folder);
        writePart(folder, "train", classes, training, 1);
        writePart(folder, "t10k", classes, test, 2);
        return folder;
    }

    private static void writePart(Path folder, String part, int classes, int count, long seed) throws IOException {
        Random random = new Random(seed);
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * SIDE * SIDE];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % classes);
            for (int p = 0; p < SIDE * SIDE; p++) {
                boolean lit = p / SIDE / FIELD * 3 + p % SIDE / FIELD == labels[i];
                pixels[i * SIDE * SIDE + p] = (byte) ((lit ? 30 : 0) + random.nextInt(170));
            }
        }
        Files.write(folder.resolve(part + "-labels-idx1-ubyte"), idx(labels, count));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(part + "-images-idx3-ubyte.gz")))) {
            out.write(idx(pixels, count, SIDE, SIDE));
        }
    }

    /** The bytes of an IDX file. */
    public static byte[] idx(byte[] values, int... sizes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(0x0800 | sizes.length);
        for (int size : sizes) {
            out.writeInt(size);
        }
        out.write(values);
        return bytes.toByteArray();
    }
}
