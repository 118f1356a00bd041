package dev.consilium.ops.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.ops.bench.load.Rate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * A few faults, one after the other, on the same two instances; Kafka waits for them no longer than it must. What a kill does is
 * {@code KillIT}'s; the long run of each is {@code verify-guarantees}.
 */
class FaultsIT {

    private static final Patience SHORT = new Patience(Duration.ofMillis(1_500), Duration.ofSeconds(2));

    @Test
    void shouldKeepEveryGuaranteeThroughFaults() throws Exception {
        // Given
        List<String> said = new ArrayList<>();
        List<Fault> faults = List.of(new Reset(), new Restart(), new Freeze());
        Scenario scenario = new FaultScenario("faults", faults, faults.size(), said::add);

        // When
        SuiteResult result = new Suite(Rate.parse("300"), Duration.ofSeconds(1), SHORT, Optional.empty(), said::add)
                .play(List.of(scenario));

        // Then
        assertThat(result.violations()).as(() -> String.join("\n", said)).isEmpty();
        Fates fates = result.scenarios().get(0).fates();
        assertThat(fates.images()).isPositive();
        assertThat(fates.deadLetters()).isPositive();

        // And each fault hit images in flight
        assertThat(((FaultAccount) result.scenarios().get(0).account()).strikes())
                .hasSize(faults.size())
                .allSatisfy(strike -> assertThat(strike.inFlight()).isPositive());

        // And one was frozen for longer than its transaction may last
        assertThat(result.scenarios().get(0).figures().asMap().get("faultMillis"))
                .asInstanceOf(InstanceOfAssertFactories.list(Long.class))
                .last(InstanceOfAssertFactories.LONG)
                .isGreaterThan(SHORT.transaction().toMillis());
    }
}
