package dev.consilium.schemas;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How one topic is created, and what an existing one must not contradict.
 *
 * @param name the topic
 * @param partitions partitions when it is created; also the fewest that an existing one may have
 * @param exactPartitions an existing one may not have more partitions either
 * @param settings topic settings when it is created
 * @param cleanup the only {@code cleanup.policy} that an existing one may have, where that matters
 * @param leastMessageBytes the smallest {@code max.message.bytes} that an existing one may have; 0: any
 * @param because why a contradiction cannot be lived with
 */
record TopicPlan(
        String name,
        int partitions,
        boolean exactPartitions,
        Map<String, String> settings,
        Optional<String> cleanup,
        int leastMessageBytes,
        String because) {

    /** An image file of 1 MiB, and room for the record around it. */
    static final int IMAGE_BYTES = (1 << 20) + (64 << 10);

    /** A chunk of 512 KiB, and room for the record around it. */
    static final int CHUNK_BYTES = (512 << 10) + (16 << 10);

    private static final int MEBIBYTE = 1 << 20;

    /** The topic that users write: everything about an existing one is their choice. */
    static TopicPlan images(Topics topics, int partitions) {
        return new TopicPlan(
                topics.images(),
                partitions,
                false,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(IMAGE_BYTES)),
                Optional.empty(),
                0,
                "");
    }

    /** All others, given how many partitions {@code images} really has. */
    static List<TopicPlan> others(Topics topics, int imagePartitions) {
        return List.of(
                predictions(topics, imagePartitions),
                deadLetters(topics, imagePartitions),
                compacted(topics.models(), MEBIBYTE, "a published manifest would be lost"),
                compacted(
                        topics.modelArtifacts(), CHUNK_BYTES, "chunks of a published module would be lost or refused"),
                compacted(topics.roster(), 0, "the decision who serves would be lost"),
                rollouts(topics));
    }

    NewTopic toNewTopic(short replicationFactor) {
        return new NewTopic(name, partitions, replicationFactor).configs(settings);
    }

    private static TopicPlan predictions(Topics topics, int imagePartitions) {
        return new TopicPlan(
                topics.predictions(),
                imagePartitions,
                false,
                // kafkajs and other clients read only uncompressed and gzip batches.
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.COMPRESSION_TYPE_CONFIG,
                        "uncompressed"),
                Optional.of(TopicConfig.CLEANUP_POLICY_DELETE),
                0,
                "a prediction goes to the partition number of its image, with or without a key");
    }

    private static TopicPlan deadLetters(Topics topics, int imagePartitions) {
        return new TopicPlan(
                topics.deadLetters(),
                imagePartitions,
                false,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        // The image's bytes with the reason in its headers.
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(IMAGE_BYTES + (64 << 10))),
                Optional.of(TopicConfig.CLEANUP_POLICY_DELETE),
                0,
                "a dead letter goes to the partition number of its image, with or without a key");
    }

    static TopicPlan compacted(String name, int leastMessageBytes, String because) {
        return new TopicPlan(
                name,
                1,
                true,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(MEBIBYTE)),
                Optional.of(TopicConfig.CLEANUP_POLICY_COMPACT),
                leastMessageBytes,
                because);
    }

    private static TopicPlan rollouts(Topics topics) {
        return new TopicPlan(
                topics.rollouts(),
                1,
                true,
                Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(30).toMillis())),
                Optional.of(TopicConfig.CLEANUP_POLICY_DELETE),
                0,
                "the trail of what happened to a version would have gaps or no order");
    }
}
