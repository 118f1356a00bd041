package dev.consilium.streams.watch;

/**
 * Where this instance is with one partition of the images.
 *
 * @param thread the StreamThread that has it
 * @param committed up to where it has been committed, less what was in flight then; -1: not yet
 * @param end up to where there are images, as the consumer last heard; -1: not yet
 */
public record PartitionFigures(int partition, String thread, long committed, long end) {

    /** Images that wait; 0 as long as it is not known. */
    public long lag() {
        return committed < 0 || end < 0 ? 0 : Math.max(0, end - committed);
    }
}
