package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SetupTest {

    @Test
    void shouldVaryOneThingAtATimeFromTheBase() {
        // When
        List<Setup> setups = Setup.all(2);

        // Then
        assertThat(setups.stream().map(Setup::label))
                .containsExactly(
                        "base",
                        "1 specialist",
                        "5 specialists",
                        "10 specialists",
                        "1 scorer",
                        "1 partition",
                        "4 partitions",
                        "batches of 1",
                        "batches of 8",
                        "batches of 16",
                        "batches of 64",
                        "4 in flight a task",
                        "16 in flight a task",
                        "64 in flight a task",
                        "1024 in flight a task");
        assertThat(setups.get(1)).isEqualTo(new Setup("specialists", 1, 2, 12, 32, 256));
    }

    @Test
    void shouldShareImagesBetweenSetupsOfAsManyPartitions() {
        assertThat(new Setup("specialists", 5, 2, 12, 32, 256).imagesTopic())
                .isEqualTo(Setup.base(2).imagesTopic())
                .isNotEqualTo(new Setup("partitions", 2, 2, 4, 32, 256).imagesTopic());
    }
}
