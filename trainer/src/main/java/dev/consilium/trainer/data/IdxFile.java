package dev.consilium.trainer.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * One IDX file of unsigned bytes, read into memory: a magic number that says type and dimensions, the sizes, then the values.
 */
final class IdxFile {
    private static final int UNSIGNED_BYTES = 0x08;
    private static final long LARGEST = Integer.MAX_VALUE - 16;

    private final Path path;
    private final int[] sizes;
    private final byte[] values;

    private IdxFile(Path path, int[] sizes, byte[] values) {
        this.path = path;
        this.sizes = sizes;
        this.values = values;
    }

    /** The file itself or its {@code .gz}, whichever is there. */
    static Optional<Path> find(Path folder, String name) {
        return Stream.of(name, name + ".gz")
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** @throws DataSetException when the file is not IDX, has other dimensions than wanted, or ends too early */
    static IdxFile read(Path path, int dimensions) throws IOException {
        try (DataInputStream in = open(path)) {
            int magic = in.readInt();
            if (magic >>> 8 != UNSIGNED_BYTES || (magic & 0xff) != dimensions) {
                throw new DataSetException(String.format(
                        Locale.ROOT,
                        "%s is not an IDX file of unsigned bytes in %d dimensions: its first four bytes are %08x.",
                        path,
                        dimensions,
                        magic));
            }
            int[] sizes = new int[dimensions];
            long total = 1;
            for (int d = 0; d < dimensions; d++) {
                sizes[d] = in.readInt();
                if (sizes[d] <= 0 || (total *= sizes[d]) > LARGEST) {
                    throw new DataSetException(
                            path + " declares sizes " + Arrays.toString(sizes) + ": empty, or more than 2 GB.");
                }
            }
            byte[] values = in.readNBytes((int) total);
            if (values.length < total) {
                throw new DataSetException(
                        path + " ends after " + values.length + " of the " + total + " values that it declares.");
            }
            return new IdxFile(path, sizes, values);
        } catch (EOFException | ZipException e) {
            throw new DataSetException(path + " is damaged or cut short: " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    /** One per dimension. */
    int size(int dimension) {
        return sizes[dimension];
    }

    /** All of them, one after another: not to be written to. */
    byte[] values() {
        return values;
    }

    private static DataInputStream open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            return new DataInputStream(path.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
