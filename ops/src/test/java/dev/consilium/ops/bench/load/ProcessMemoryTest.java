package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void shouldReadWhatTheKernelSays() {
        assertThat(ProcessMemory.resident("Name:\tjava\nVmHWM:\t  900 kB\nVmRSS:\t  123456 kB\nRssAnon:\t 1 kB\n"))
                .isEqualTo(123_456L * 1_024);
    }
}
