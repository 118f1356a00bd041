package dev.consilium.ops.demo;

import dev.consilium.schemas.connect.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;

/**
 * How many images the broker holds: asked of the broker, not of who sent them.
 *
 * @param byPartition the offset after the last image; the first has offset 0
 */
public record ImageEnds(Map<Integer, Long> byPartition) {
    public static ImageEnds of(Connection connection, String topic) throws InterruptedException {
        try (Admin admin = connection.admin()) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (TopicPartitionInfo partition : admin.describeTopics(List.of(topic))
                    .allTopicNames()
                    .get()
                    .values()
                    .iterator()
                    .next()
                    .partitions()) {
                latest.put(new TopicPartition(topic, partition.partition()), OffsetSpec.latest());
            }
            Map<Integer, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
                    admin.listOffsets(latest).all().get().entrySet()) {
                ends.put(end.getKey().partition(), end.getValue().offset());
            }
            return new ImageEnds(ends);
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not tell the end of " + topic + ": " + e.getCause(), e);
        }
    }

    public long total() {
        return byPartition.values().stream().mapToLong(Long::longValue).sum();
    }
}
