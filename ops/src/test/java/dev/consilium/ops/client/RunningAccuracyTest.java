package dev.consilium.ops.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RunningAccuracyTest {
    private final RunningAccuracy accuracy = new RunningAccuracy();

    @Test
    void shouldHaveNoValueBeforeTheFirst() {
        assertThat(accuracy.overall()).isNaN();
        assertThat(accuracy.recent()).isNaN();
    }

    @Test
    void shouldForgetInTheWindowWhatIsAThousandAnswersOld() {
        // When
        for (int answer = 0; answer < 1000; answer++) {
            accuracy.add(false);
        }
        for (int answer = 0; answer < 500; answer++) {
            accuracy.add(true);
        }

        // Then
        assertThat(accuracy.judged()).isEqualTo(1500);
        assertThat(accuracy.overall()).isEqualTo(1 / 3.0);
        assertThat(accuracy.recent()).isEqualTo(0.5);
    }
}
