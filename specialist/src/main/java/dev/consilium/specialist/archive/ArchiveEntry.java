package dev.consilium.specialist.archive;

import java.util.Locale;

/**
 * One file of an archive, as both of its headers describe it.
 *
 * @param path without the top folder, which is named after where the module was saved
 * @param deflated whether it is compressed; else its bytes lie in the archive as they are
 * @param packed bytes in the archive
 * @param size bytes when inflated, as declared
 * @param begin offset of its local header
 * @param data offset of its first byte
 */
record ArchiveEntry(String path, boolean deflated, long packed, long size, long begin, long data) {

    /** Where its bytes end in the archive. */
    long end() {
        return data + packed;
    }

    /** libtorch finds entries whatever their case. */
    String foldedPath() {
        return path.toLowerCase(Locale.ROOT);
    }

    boolean isCode() {
        return path.endsWith(".py");
    }

    boolean isPickle() {
        return path.endsWith("pkl");
    }
}
