package dev.consilium.trainer.stream;

import static dev.consilium.trainer.stream.WrittenStream.AN_HOUR_AGO;
import static dev.consilium.trainer.stream.WrittenStream.answer;
import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.Confidence;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.Source;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MostDoubtedTest {
    private final MostDoubted doubted = new MostDoubted(3);

    @Test
    void shouldPutWhatAbstainedFirstThenWhatWasDecidedByLess() {
        offer(answer("clear", at(0), 0.9, 0.1));
        offer(answer("narrow", at(1), 0.62, 0.3, 0.6));
        offer(answer("abstained", at(2), 0.5, 0.1).setOutcome(Outcome.ABSTAINED));
        offer(answer("tie", at(3), 0.7, 0.7).setOutcome(Outcome.PARTIAL));

        assertThat(ids()).containsExactly("abstained", "tie", "narrow");
    }

    @Test
    void shouldOrderWhatAbstainedByMarginToo() {
        offer(answer("less", at(0), 0.5, 0.1).setOutcome(Outcome.ABSTAINED));
        offer(answer("more", at(1), 0.5, 0.4).setOutcome(Outcome.ABSTAINED));

        assertThat(ids()).containsExactly("more", "less");
    }

    @Test
    void shouldTakeTheConfidenceForTheMarginWhereOneAloneWasHeard() {
        Prediction.Builder alone = answer("alone", at(0), 0.55);
        // Opinions without a vote do not count.
        alone.setTrials(
                List.of(Confidence.newBuilder(alone.getConsultation().get(0)).build()));

        assertThat(Doubt.of(alone.build()).margin()).isEqualTo(0.55f);
        assertThat(Doubt.of(answer("two", at(1), 0.25, 0.75).build()).margin()).isEqualTo(0.5);
    }

    @Test
    void shouldCountTheLastAnswerOfAnImageAlone() {
        offer(answer("improved", at(0), 0.5, 0.5));
        offer(answer("other", at(1), 0.8, 0.2));
        offer(answer("improved", at(7), 0.9, 0.1));
        offer(answer("other", at(5), 0.5, 0.5).setDecidedAt(AN_HOUR_AGO.minusMillis(1)));

        assertThat(doubted.answers()).extracting(each -> each.image().offset()).containsExactly(1L, 7L);
    }

    @Test
    void shouldMakeRoomWhenAnImageIsNoLongerInDoubt() {
        for (int i = 0; i < 6; i++) {
            offer(answer("image-" + i, at(i), 0.5 + i / 20.0, 0.5));
        }
        offer(answer("image-0", at(10), 1, 0));
        offer(answer("image-1", at(11), 1, 0));

        assertThat(ids()).containsExactly("image-2", "image-3", "image-4");
    }

    @Test
    void shouldGiveTheSameWhateverTheOrder() {
        List<Prediction> predictions = IntStream.range(0, 100)
                .mapToObj(i ->
                        answer("image-" + i, at(i), 0.5 + i % 5 / 10.0, 0.5).build())
                .toList();
        predictions.forEach(each -> doubted.offer(Answer.of(each, OptionalInt.empty())));
        MostDoubted shuffled = new MostDoubted(3);
        new Random(1)
                .ints(0, 100)
                .distinct()
                .limit(100)
                .forEach(i -> shuffled.offer(Answer.of(predictions.get(i), OptionalInt.empty())));

        assertThat(ids()).containsExactly("image-0", "image-5", "image-10");
        assertThat(shuffled.answers()).isEqualTo(doubted.answers());
    }

    private void offer(Prediction.Builder prediction) {
        doubted.offer(Answer.of(prediction.build(), OptionalInt.empty()));
    }

    private List<String> ids() {
        return doubted.answers().stream().map(each -> each.image().imageId()).toList();
    }

    private static Source at(long offset) {
        return new Source("images", 0, offset);
    }
}
