package dev.consilium.ops.bench.load;

import dev.consilium.avro.Confidence;
import dev.consilium.ops.demo.OffsetTally;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What became of every image, counted afterwards: each answer is ticked off by its image's partition and offset. One thread only. */
final class AnswerCount {

    private final OffsetTally tally = new OffsetTally();
    private final Map<VersionKey, Instant> firstDecided = new HashMap<>();
    private long deadLetters;

    private AnswerCount() {}

    /** Of all that is committed now. */
    static AnswerCount of(Connection connection, Topics topics) {
        AnswerCount count = new AnswerCount();
        CommittedAnswers.read(connection, topics, count::add);
        return count;
    }

    /** By image. */
    OffsetTally tally() {
        return tally;
    }

    /** How many of the answers are dead letters. */
    long deadLetters() {
        return deadLetters;
    }

    /** When the first prediction was decided for which this version was asked. */
    Optional<Instant> firstDecided(VersionKey version) {
        return Optional.ofNullable(firstDecided.get(version));
    }

    private void add(Answer answer) {
        tally.add(answer.at().topic(), answer.at().partition(), answer.imagePartition(), answer.imageOffset());
        if (answer instanceof Answer.Predicted predicted) {
            for (Confidence opinion : predicted.prediction().getConsultation()) {
                firstDecided.merge(
                        new VersionKey(opinion.getSpecialist(), opinion.getVersion()),
                        predicted.prediction().getDecidedAt(),
                        (known, other) -> known.isBefore(other) ? known : other);
            }
        } else {
            deadLetters++;
        }
    }
}
