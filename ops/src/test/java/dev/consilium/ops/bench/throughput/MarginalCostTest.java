package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MarginalCostTest {

    @Test
    void shouldLeaveOutWhatIsPaidOnce() {
        assertThat(MarginalCost.ofOneMore(Map.of(1, 70.0, 2, 120.0, 5, 270.0, 10, 520.0)))
                .isEqualTo(50, within(1e-9));
    }

    @Test
    void shouldFitWhatIsScattered() {
        assertThat(MarginalCost.ofOneMore(Map.of(1, 9.0, 2, 22.0, 3, 29.0))).isEqualTo(10, within(1e-9));
    }

    @Test
    void shouldRefuseOneMeasurement() {
        assertThatThrownBy(() -> MarginalCost.ofOneMore(Map.of(2, 1.0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("two measurements");
    }
}
