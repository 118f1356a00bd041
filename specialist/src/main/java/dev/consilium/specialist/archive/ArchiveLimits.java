package dev.consilium.specialist.archive;

/**
 * How large a TorchScript file may be.
 *
 * @param packedBytes the file itself
 * @param unpackedBytes all of its entries together, inflated
 * @param entries how many files may be in it; a module has one for each tensor and each Python module
 */
public record ArchiveLimits(long packedBytes, long unpackedBytes, int entries) {

    /** PyTorch stores weights without compression, so a module grows little when it is unpacked. */
    private static final int GROWTH = 2;

    private static final int ENTRIES = 50_000;

    /** The usual limits for files of up to that size: twice as much unpacked. */
    public static ArchiveLimits ofPacked(long packedBytes) {
        return new ArchiveLimits(packedBytes, GROWTH * packedBytes, ENTRIES);
    }

    public ArchiveLimits withUnpacked(long bytes) {
        return new ArchiveLimits(packedBytes, bytes, entries);
    }
}
