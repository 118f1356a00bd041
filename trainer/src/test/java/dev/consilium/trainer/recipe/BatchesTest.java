package dev.consilium.trainer.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private static final int[] OWN = IntStream.range(0, 10).toArray();
    private static final int[] OTHERS = IntStream.range(100, 125).toArray();

    @Test
    void shouldShowEachOwnImageOnceAnEpoch() {
        // Given
        Batches batches = Batches.ofOwn(OWN, 4, 1);

        // When
        List<int[]> epoch = batches.epoch();

        // Then
        assertThat(epoch).extracting(batch -> batch.length).containsExactly(4, 4, 2);
        assertThat(flat(epoch)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void shouldShuffleAnewEachEpoch() {
        // Given
        Batches batches = Batches.ofOwn(OWN, 4, 1);

        // When
        List<Integer> first = flat(batches.epoch());
        List<Integer> second = flat(batches.epoch());

        // Then
        assertThat(second).isNotEqualTo(first).containsExactlyInAnyOrderElementsOf(first);
    }

    @Test
    void shouldGiveEachBatchTheSameShareOfOthers() {
        // Given
        Batches batches = Batches.ofOwnAndOthers(OWN, OTHERS, 4, 6, 1);

        // When
        List<int[]> epoch = batches.epoch();

        // Then
        assertThat(epoch).extracting(batch -> batch.length).containsExactly(6, 6, 3);
        assertThat(epoch)
                .allSatisfy(batch -> assertThat(IntStream.of(batch)
                                .filter(index -> index >= 100)
                                .count())
                        .isEqualTo(batch.length / 3));
        assertThat(batches.imagesPerEpoch()).isEqualTo(15);
    }

    @Test
    void shouldDealAllOthersBeforeOneComesAgain() {
        // Given
        Batches batches = Batches.ofOwnAndOthers(OWN, OTHERS, 5, 10, 1);

        // When
        List<Integer> dealt = new ArrayList<>();
        for (int epoch = 0; epoch < 5; epoch++) {
            dealt.addAll(
                    flat(batches.epoch()).stream().filter(index -> index >= 100).toList());
        }

        // Then: two decks of 25
        assertThat(dealt.subList(0, 25)).doesNotHaveDuplicates();
        assertThat(dealt.subList(25, 50)).doesNotHaveDuplicates();
    }

    @Test
    void shouldRepeatForTheSameSeedOnly() {
        // When
        List<Integer> once = flat(Batches.ofOwnAndOthers(OWN, OTHERS, 4, 8, 1).epoch());
        List<Integer> again = flat(Batches.ofOwnAndOthers(OWN, OTHERS, 4, 8, 1).epoch());
        List<Integer> otherwise =
                flat(Batches.ofOwnAndOthers(OWN, OTHERS, 4, 8, 2).epoch());

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(otherwise).isNotEqualTo(once);
    }

    private static List<Integer> flat(List<int[]> batches) {
        return batches.stream().flatMapToInt(IntStream::of).boxed().toList();
    }
}
