package dev.consilium.streams.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.streams.ledger.model.Exploration.Counterexample;
import dev.consilium.streams.ledger.model.Exploration.Found;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every interleaving up to a bound; and without each protection, the fewest steps to the damage that it prevents. */
class ExhaustiveModelTest {

    private static final Logger LOG = LoggerFactory.getLogger(ExhaustiveModelTest.class);
    private static final Set<Promise> ALL = EnumSet.allOf(Promise.class);

    @ParameterizedTest(
            name = "{0} instances, {1} partitions, {2} images each, {3} kills, {4} rebalances, {5} time-outs")
    @CsvSource({"2, 1, 2, 1, 1, 1", "2, 1, 3, 1, 1, 0", "2, 2, 1, 1, 1, 0"})
    void shouldKeepEveryPromiseWhateverHappensWhen(
            int instances, int partitions, int images, int kills, int rebalances, int timeouts) {
        // When
        Found found = Exploration.of(
                new Bounds(instances, partitions, images, kills, rebalances, timeouts), Protections.all(), ALL);

        // Then
        LOG.atWarn().log("Visited: {} states, {} steps between them", found.states(), found.steps());
        assertThat(found.broken()).isEmpty();
        assertThat(found.deadEnds())
                .as("states from which not all images can be answered any more")
                .isZero();
        assertThat(found.states()).isGreaterThan(1_000);
    }

    @Test
    void shouldLoseAnImageWithoutTheLedger() {
        // When
        Counterexample fewest = broken(
                new Bounds(2, 1, 1, 1, 0, 0), Protections.all().withoutLedger(), Set.of(Promise.NO_IMAGE_IS_LOST));

        // Then
        assertThat(fewest.steps())
                .containsExactly(
                        "A begins with p0 at 0", "A reads p0@0", "A sends offsets p0=1", "A commits", "A is killed");
        assertThat(fewest.what()).contains("p0@0 has no outcome, nobody is at it");
    }

    @Test
    void shouldAnswerAnImageTwiceWithoutFencing() {
        // When
        Counterexample fewest =
                broken(new Bounds(2, 1, 1, 0, 1, 0), Protections.all().withoutFencing(), ALL);

        // Then
        assertThat(fewest.promise()).isEqualTo(Promise.NO_IMAGE_IS_ANSWERED_TWICE);
        assertThat(fewest.what()).isEqualTo("p0@0 is answered twice");
        assertThat(fewest.steps())
                .contains(
                        "the group gives p0 to B", "A forwards the outcome of p0@0", "B forwards the outcome of p0@0");
    }

    @Test
    void shouldLetAnImageOvertakeAnotherWithoutTheOrder() {
        // When
        Counterexample fewest = broken(
                new Bounds(1, 1, 2, 0, 0, 0), Protections.all().withoutOrder(), Set.of(Promise.OUTCOMES_ARE_IN_ORDER));

        // Then
        assertThat(fewest.what()).isEqualTo("p0@1 is answered before p0@0");
        assertThat(fewest.steps())
                .containsSubsequence(
                        "A forwards the outcome of p0@1",
                        "A forwards the outcome of p0@0",
                        "A sends offsets p0=2",
                        "A commits");
    }

    @Test
    void shouldSkipAnImageWhenATaskLivesAgainWhereItsConsumerStands() {
        // When
        Counterexample fewest =
                broken(new Bounds(1, 1, 2, 0, 0, 1), Protections.all().withoutSettingBack(), ALL);

        // Then
        assertThat(fewest.promise()).isEqualTo(Promise.NO_IMAGE_IS_LOST);
        assertThat(fewest.steps())
                .containsExactly(
                        "A begins with p0 at 0",
                        "A reads p0@0",
                        "a scorer of A answers p0@0",
                        "A forwards the outcome of p0@0",
                        "A sends offsets p0=1",
                        "A's commit is not done in time",
                        "A sends offsets p0=1",
                        "A commits");
    }

    private static Counterexample broken(Bounds bounds, Protections protections, Set<Promise> promises) {
        assertThat(Exploration.of(bounds, Protections.all(), promises).broken())
                .as("with it, nothing is broken")
                .isEmpty();
        Counterexample fewest =
                Exploration.of(bounds, protections, promises).broken().orElseThrow();
        LOG.atWarn().log("What it takes to break a promise\n{}", fewest);
        return fewest;
    }
}
