package dev.consilium.ops.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetTallyTest {
    private static final String PREDICTIONS = "predictions";
    private static final String DEAD_LETTERS = "dead-letters";

    private final OffsetTally tally = new OffsetTally();

    @Test
    void shouldFindNothingWrongWhenEveryImageHasOneAnswerInOrder() {
        // When
        tally.add(PREDICTIONS, 0, 0, 0);
        tally.add(PREDICTIONS, 0, 0, 2);
        tally.add(DEAD_LETTERS, 0, 0, 1);
        tally.add(PREDICTIONS, 1, 1, 0);

        // Then
        assertThat(tally.answered()).isEqualTo(4);
        assertThat(tally.lost(Map.of(0, 3L, 1, 1L))).isZero();
        assertThat(tally.duplicated()).isZero();
        assertThat(tally.outOfOrder()).isZero();
        assertThat(tally.misplaced()).isZero();
    }

    @Test
    void shouldCountImagesWithoutAnAnswer() {
        // When
        tally.add(PREDICTIONS, 0, 0, 1);

        // Then
        assertThat(tally.lost(Map.of(0, 4L, 1, 2L))).isEqualTo(5);
    }

    @Test
    void shouldNotTakeAnAnswerBeyondTheEndForOneOfAnImage() {
        // When
        tally.add(PREDICTIONS, 0, 0, 5);

        // Then
        assertThat(tally.lost(Map.of(0, 1L))).isEqualTo(1);
    }

    @Test
    void shouldCountASecondAnswerWhereverItIs() {
        // When
        tally.add(PREDICTIONS, 0, 0, 0);
        tally.add(PREDICTIONS, 0, 0, 0);
        tally.add(DEAD_LETTERS, 0, 0, 0);

        // Then
        assertThat(tally.duplicated()).isEqualTo(2);
        assertThat(tally.outOfOrder()).isZero();
        assertThat(tally.answered()).isEqualTo(1);
    }

    @Test
    void shouldCountAnAnswerThatWasOvertaken() {
        // When
        tally.add(PREDICTIONS, 0, 0, 1);
        tally.add(PREDICTIONS, 0, 0, 0);

        // Then
        assertThat(tally.outOfOrder()).isEqualTo(1);
    }

    @Test
    void shouldCountAnAnswerInAnotherPartition() {
        // When
        tally.add(PREDICTIONS, 1, 0, 0);

        // Then
        assertThat(tally.misplaced()).isEqualTo(1);
    }
}
