package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgendaTest {

    @ParameterizedTest
    @CsvSource({"100,10,4", "4,2,1", "1,1,1", "7,7,3"})
    void shouldPutEachBadVersionAndEachRollBackSomewhere(int rollOuts, int rollBacks, int turns) {
        // Given
        Agenda agenda = new Agenda(rollOuts, rollBacks, turns);

        // When
        List<Integer> steps = IntStream.range(0, turns)
                .boxed()
                .flatMap(turn -> IntStream.range(agenda.first(turn), agenda.first(turn + 1))
                        .boxed())
                .toList();

        // Then
        assertThat(steps)
                .containsExactlyElementsOf(IntStream.range(0, rollOuts).boxed().toList());
        assertThat(steps.stream().filter(agenda::isRolledBack)).hasSize(rollBacks);
        assertThat(steps.stream().flatMap(step -> agenda.badAfter(step).stream()))
                .containsExactly(BadVersion.values());
    }

    @ParameterizedTest
    @CsvSource({"200,100,10,4", "24,24,10,4", "3,3,3,3", "0,1,1,1"})
    void shouldFitIntoLessTime(int limit, int rollOuts, int rollBacks, int turns) {
        assertThat(new Agenda(100, 10, 4).atMost(limit)).isEqualTo(new Agenda(rollOuts, rollBacks, turns));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void shouldRefuseWhatDoesNotFit(int count) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Agenda(10, 5, count))
                .withMessageContaining("--turns");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Agenda(10, count, 5))
                .withMessageContaining("--rollbacks");
    }
}
