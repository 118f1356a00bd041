package dev.consilium.streams.topology;

import dev.consilium.schemas.Topics;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the topology needs to know. Immutable; start from {@link #of} and change what is to be different.
 *
 * @param topics where images are read and outcomes written
 * @param specialists names of the specialists of the roster, each of which becomes a node
 * @param imagesFormat what the values of the images topic are
 * @param maxInFlight images of one task that may be unsettled before its StreamThread waits ({@code max.in.flight})
 * @param deadline how long a specialist has for its opinion ({@code consultation.deadline}); must exceed the worst queueing
 *     at {@code maxInFlight}
 * @param quorum with how many opinions a prediction is still made, as PARTIAL; empty: all are needed
 *     ({@code consultation.quorum})
 * @param unavailable what becomes of images as long as specialists that the quorum needs cannot answer ({@code
 *     consultation.unavailable})
 * @param abstainBelow a winner less confident than this makes the outcome ABSTAINED ({@code abstain.below}); 0: never
 * @param maxOutcomeBytes a larger record becomes a small dead letter; at most the producer's {@code max.request.size} and
 *     the topics' {@code max.message.bytes}
 */
public record TopologyConfig(
        Topics topics,
        List<String> specialists,
        ImagesFormat imagesFormat,
        int maxInFlight,
        Duration deadline,
        OptionalInt quorum,
        Unavailable unavailable,
        float abstainBelow,
        int maxOutcomeBytes) {

    /** What becomes of images as long as too few specialists can answer. */
    public enum Unavailable {
        /** They wait in their topic: a fault that passes costs time, not answers. */
        WAIT,
        /** Each becomes a dead letter. */
        DEAD_LETTER
    }

    /** Kafka's own limit is 1 MiB with the batch's overhead. */
    private static final int DEFAULT_MAX_OUTCOME_BYTES = 1_000_000;

    public TopologyConfig {
        specialists = List.copyOf(specialists);
        require(!specialists.isEmpty(), "The roster is empty: enlist a specialist before the topology is built");
        require(Set.copyOf(specialists).size() == specialists.size(), "A specialist is named twice: " + specialists);
        require(maxInFlight >= 1, "max.in.flight is " + maxInFlight + ": it must be at least 1");
        require(
                deadline.compareTo(Duration.ZERO) > 0,
                "consultation.deadline is " + deadline + ": it must be longer than nothing");
        require(
                quorum.isEmpty() || (quorum.getAsInt() >= 1 && quorum.getAsInt() <= specialists.size()),
                "consultation.quorum is " + quorum + ": it must be 1 to " + specialists.size());
        require(abstainBelow >= 0 && abstainBelow <= 1, "abstain.below is " + abstainBelow + ": it must be 0 to 1");
        requirePlain(topics.images());
    }

    /** The defaults. */
    public static TopologyConfig of(Topics topics, List<String> specialists) {
        return new TopologyConfig(
                topics,
                specialists,
                ImagesFormat.AVRO,
                256,
                Duration.ofSeconds(30),
                OptionalInt.empty(),
                Unavailable.WAIT,
                0f,
                DEFAULT_MAX_OUTCOME_BYTES);
    }

    public TopologyConfig withImagesFormat(ImagesFormat format) {
        return new TopologyConfig(
                topics, specialists, format, maxInFlight, deadline, quorum, unavailable, abstainBelow, maxOutcomeBytes);
    }

    public TopologyConfig withMaxInFlight(int images) {
        return new TopologyConfig(
                topics,
                specialists,
                imagesFormat,
                images,
                deadline,
                quorum,
                unavailable,
                abstainBelow,
                maxOutcomeBytes);
    }

    public TopologyConfig withDeadline(Duration longest) {
        return new TopologyConfig(
                topics,
                specialists,
                imagesFormat,
                maxInFlight,
                longest,
                quorum,
                unavailable,
                abstainBelow,
                maxOutcomeBytes);
    }

    public TopologyConfig withQuorum(int opinions) {
        return new TopologyConfig(
                topics,
                specialists,
                imagesFormat,
                maxInFlight,
                deadline,
                OptionalInt.of(opinions),
                unavailable,
                abstainBelow,
                maxOutcomeBytes);
    }

    public TopologyConfig withUnavailable(Unavailable images) {
        return new TopologyConfig(
                topics,
                specialists,
                imagesFormat,
                maxInFlight,
                deadline,
                quorum,
                images,
                abstainBelow,
                maxOutcomeBytes);
    }

    public TopologyConfig withAbstainBelow(float confidence) {
        return new TopologyConfig(
                topics,
                specialists,
                imagesFormat,
                maxInFlight,
                deadline,
                quorum,
                unavailable,
                confidence,
                maxOutcomeBytes);
    }

    public TopologyConfig withMaxOutcomeBytes(int bytes) {
        return new TopologyConfig(
                topics, specialists, imagesFormat, maxInFlight, deadline, quorum, unavailable, abstainBelow, bytes);
    }

    /** How many opinions make a prediction. */
    int opinionsNeeded() {
        return quorum.orElse(specialists.size());
    }

    /** Streams purges its internal topics up to what it takes for processed, which is past the images in flight. */
    private static void requirePlain(String images) {
        require(
                !images.endsWith("-repartition") && !images.endsWith("-changelog"),
                "The images topic '" + images + "' looks like an internal topic of Kafka Streams, which are purged past"
                        + " images in flight: read a plain topic");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
