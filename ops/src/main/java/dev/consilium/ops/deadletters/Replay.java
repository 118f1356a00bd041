package dev.consilium.ops.deadletters;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.history.Stretch;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Goes through the dead letters that are meant and hands out what is to be sent again: the image's record as it was, to the partition that it came
 * from.
 */
record Replay(DeadLetterTopic letters, LetterImages images, Selection selection, Topics topics, ReplayMarks marks) {

    /** Takes what is to be sent. */
    interface Outbox {
        /** @param markKey of the mark that goes with it */
        void put(ProducerRecord<byte[], byte[]> image, String markKey);
    }

    /** @param progress told the result so far, after each letter */
    ReplayResult run(List<Stretch> stretches, Outbox outbox, Consumer<ReplayResult> progress) {
        ReplayResult result = new ReplayResult();
        for (Stretch stretch : stretches) {
            letters.read(stretch, letter -> {
                if (selection.holds(letter, images)) {
                    replay(letter, outbox, result);
                    progress.accept(result);
                }
            });
        }
        return result;
    }

    private void replay(DeadLetter letter, Outbox outbox, ReplayResult result) {
        if (marks.contain(letter)) {
            result.replayedBefore();
            return;
        }
        if (!letter.source().topic().equals(topics.images())) {
            result.failed(
                    letter,
                    "its image came from the topic " + letter.source().topic() + ", and topic.images is "
                            + topics.images());
            return;
        }
        Original original = letters.original(letter);
        if (original instanceof Original.Lost lost) {
            result.failed(letter, lost.why());
        } else if (original instanceof Original.Found found) {
            outbox.put(
                    new ProducerRecord<>(
                            topics.images(),
                            letter.source().partition(),
                            letter.record().timestamp(),
                            found.key(),
                            found.value(),
                            found.headers()),
                    marks.key(letter));
            result.replayed();
        }
    }
}
