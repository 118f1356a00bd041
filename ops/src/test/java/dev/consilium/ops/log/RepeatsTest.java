package dev.consilium.ops.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.log.Repeats.LeftOut;
import org.junit.jupiter.api.Test;

class RepeatsTest {

    private final Repeats<String> repeats = new Repeats<>(2, 3);

    @Test
    void shouldLetTheFirstPassAndCountTheRest() {
        assertThat(repeats.passes("a")).isTrue();
        assertThat(repeats.passes("a")).isTrue();
        assertThat(repeats.passes("a")).isFalse();
        assertThat(repeats.passes("a")).isFalse();
        assertThat(repeats.passes("b")).as("another line").isTrue();

        assertThat(repeats.endPeriod()).containsExactly(new LeftOut<>("a", 2));
    }

    @Test
    void shouldStaySilentWhileALineGoesOnAndTellHowOften() {
        say("a", 5);
        repeats.endPeriod();

        assertThat(repeats.passes("a")).isFalse();

        assertThat(repeats.endPeriod()).containsExactly(new LeftOut<>("a", 1));
    }

    @Test
    void shouldLetALinePassAgainAfterAPeriodWithoutIt() {
        say("a", 5);
        repeats.endPeriod();
        assertThat(repeats.endPeriod()).isEmpty();

        assertThat(repeats.passes("a")).isTrue();
    }

    @Test
    void shouldCountAnewInEachPeriodWhatNeverWentBeyond() {
        say("a", 2);
        repeats.endPeriod();

        assertThat(repeats.passes("a")).isTrue();
        assertThat(repeats.passes("a")).isTrue();
    }

    @Test
    void shouldKeepNoMoreLinesThanItMayAndLetTheOthersPass() {
        say("a", 5);
        say("b", 1);
        say("c", 1);

        assertThat(repeats.passes("d")).isTrue();
        assertThat(repeats.passes("d")).isTrue();
        assertThat(repeats.passes("d")).as("not told apart from others").isTrue();
        assertThat(repeats.passes("a")).as("known already").isFalse();

        assertThat(repeats.endPeriod()).containsExactly(new LeftOut<>("a", 4));
    }

    private void say(String line, int times) {
        for (int i = 0; i < times; i++) {
            repeats.passes(line);
        }
    }
}
