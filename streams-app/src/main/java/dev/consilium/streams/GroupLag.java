package dev.consilium.streams;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.InterruptException;

/**
 * How far a group is behind on a topic, as the broker knows it. The consumers' own lag is no help when it matters: it stands
 * still while a partition is paused, and nobody tells it of a partition that nobody has.
 */
record GroupLag(String group, String topic) {

    /** Above the admin client's own default.api.timeout.ms, so that its better message comes first. */
    private static final Duration ANSWER = Duration.ofSeconds(90);

    /**
     * As it is now.
     *
     * @throws KafkaException when the broker does not say
     */
    GroupStanding standing(Admin admin) {
        TopicDescription description =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        if (description == null) {
            return new GroupStanding(0, Map.of());
        }
        Map<TopicPartition, OffsetAndMetadata> committed = committed(admin);
        Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(
                admin,
                description.partitions().stream().map(info -> new TopicPartition(topic, info.partition())),
                OffsetSpec.latest());
        Map<TopicPartition, ListOffsetsResultInfo> starts =
                offsets(admin, ends.keySet().stream(), OffsetSpec.earliest());
        long behind = 0;
        Map<TopicPartition, GroupStanding.Gap> removed = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : ends.entrySet()) {
            OffsetAndMetadata mark = committed.get(end.getKey());
            ListOffsetsResultInfo first = starts.get(end.getKey());
            long start = first == null ? 0 : first.offset();
            long from = mark == null ? start : mark.offset();
            behind += Math.max(0, end.getValue().offset() - from);
            if (from < start) {
                removed.put(end.getKey(), new GroupStanding.Gap(from, start));
            }
        }
        return new GroupStanding(behind, removed);
    }

    private Map<TopicPartition, OffsetAndMetadata> committed(Admin admin) {
        try {
            return answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        } catch (GroupIdNotFoundException e) {
            return Map.of();
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(
            Admin admin, Stream<TopicPartition> partitions, OffsetSpec which) {
        Map<TopicPartition, OffsetSpec> asked = partitions.collect(Collectors.toMap(one -> one, one -> which));
        return asked.isEmpty() ? Map.of() : answer(admin.listOffsets(asked).all());
    }

    private static <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException failure ? failure : new KafkaException(e.getCause());
        } catch (TimeoutException e) {
            throw new KafkaException("The broker does not answer", e);
        }
    }
}
