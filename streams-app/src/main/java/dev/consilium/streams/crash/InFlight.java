package dev.consilium.streams.crash;

/**
 * The images that a scorer thread is at. What it notes here outlives the process: the memory is a file's. No allocation, no system call. That
 * thread only.
 */
public final class InFlight {

    private final JournalPages pages;
    private final int scorer;
    private int images;

    InFlight(JournalPages pages, int scorer) {
        this.pages = pages;
        this.scorer = scorer;
    }

    /** Before the image is decoded. */
    public void add(int partition, long offset) {
        pages.enter(scorer, images, partition, offset);
        images++;
        pages.entered(scorer, images);
    }

    /** The batch is through. */
    public void clear() {
        images = 0;
        pages.entered(scorer, 0);
    }
}
