package dev.consilium.streams.watch;

/**
 * Where this instance is with one partition of the images.
 *
 * @param thread the StreamThread that has it
 * @param committed up to where Kafka Streams has committed it, images in flight included; -1: not yet
 * @param end up to where there are images, as the consumer last heard; -1: not yet
 * @param lag images that wait; 0 as long as it is not known
 */
public record PartitionFigures(int partition, String thread, long committed, long end, long lag) {

    public static PartitionFigures of(int partition, String thread, long committed, long end) {
        return new PartitionFigures(
                partition, thread, committed, end, committed < 0 || end < 0 ? 0 : Math.max(0, end - committed));
    }
}
