package dev.consilium.specialist.archive;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** The bytes of an archive, read where they lie. One thread. */
final class ArchiveFile implements AutoCloseable {

    private static final int PIECE = 1 << 16;

    private final RandomAccessFile file;
    private final long size;

    ArchiveFile(Path path) throws IOException {
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.size = file.length();
    }

    long size() {
        return size;
    }

    LittleEndian read(long offset, int length) throws IOException {
        if (offset < 0 || offset > size - length) {
            throw new EOFException("the archive ends before " + length + " bytes at byte " + offset);
        }
        byte[] bytes = new byte[length];
        file.seek(offset);
        file.readFully(bytes);
        return LittleEndian.of(bytes);
    }

    /** The content of an entry of at most {@code limit} bytes. */
    byte[] content(ArchiveEntry entry, int limit) throws IOException, UnsafeArchiveException {
        if (entry.size() > limit) {
            throw new UnsafeArchiveException(
                    entry.path() + " has " + entry.size() + " bytes, more than the " + limit + " of any real module");
        }
        if (!entry.deflated()) {
            return read(entry.data(), (int) entry.size()).bytes().array();
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream((int) entry.size());
        inflate(entry, content);
        return content.toByteArray();
    }

    /** Inflates all of an entry, to see that it becomes what it declares and no more. */
    void requireDeclaredSize(ArchiveEntry entry) throws IOException, UnsafeArchiveException {
        if (entry.deflated()) {
            inflate(entry, OutputStream.nullOutputStream());
        }
    }

    private void inflate(ArchiveEntry entry, OutputStream out) throws IOException, UnsafeArchiveException {
        Inflater inflater = new Inflater(true);
        byte[] packed = new byte[PIECE];
        byte[] piece = new byte[PIECE];
        long left = entry.packed();
        long total = 0;
        file.seek(entry.data());
        try {
            while (!inflater.finished()) {
                if (inflater.needsInput() && left > 0) {
                    int length = (int) Math.min(left, packed.length);
                    file.readFully(packed, 0, length);
                    inflater.setInput(packed, 0, length);
                    left -= length;
                }
                int inflated = inflater.inflate(piece);
                total += inflated;
                if (total > entry.size()
                        || (inflated == 0 && !inflater.finished() && (left == 0 || inflater.needsDictionary()))) {
                    break;
                }
                out.write(piece, 0, inflated);
            }
        } catch (DataFormatException e) {
            throw new UnsafeArchiveException(entry.path() + " cannot be inflated: " + e.getMessage());
        } finally {
            inflater.end();
        }
        if (total != entry.size()) {
            throw new UnsafeArchiveException(entry.path() + " declares " + entry.size() + " bytes and inflates to "
                    + (total > entry.size() ? "more" : "fewer") + ": save the module again with torch.jit.save");
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
