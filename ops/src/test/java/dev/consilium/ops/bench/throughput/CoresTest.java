package dev.consilium.ops.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoresTest {

    @Test
    void shouldReadAListAsTheKernelWritesIt() {
        assertThat(Cores.parse("\t0-3,8")).containsExactly(0, 1, 2, 3, 8);
        assertThat(Cores.parse("5")).containsExactly(5);
    }
}
