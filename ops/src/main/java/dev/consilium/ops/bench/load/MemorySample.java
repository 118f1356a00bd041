package dev.consilium.ops.bench.load;

import java.util.Locale;

/**
 * What a JVM's memory was at one moment.
 *
 * @param seconds since the load began
 * @param rssBytes resident, as the kernel counts it
 * @param heapBytes on the heap after a collection
 * @param nativeBytes resident and not of the heap: tensors, buffers, code, threads
 */
record MemorySample(long seconds, long rssBytes, long heapBytes, long nativeBytes) {

    private static final double MEBIBYTE = 1 << 20;

    String line() {
        return String.format(
                Locale.ROOT,
                "%5d s  resident %.1f MiB, heap after a collection %.1f MiB, native %.1f MiB",
                seconds,
                rssBytes / MEBIBYTE,
                heapBytes / MEBIBYTE,
                nativeBytes / MEBIBYTE);
    }
}
