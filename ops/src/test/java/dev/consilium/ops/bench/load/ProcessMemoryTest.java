package dev.consilium.ops.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessMemoryTest {

    @Test
    void shouldReadWhatTheKernelSays() {
        // Given
        String status = "Name:\tjava\nVmHWM:\t  123900 kB\nVmRSS:\t  123456 kB\nRssAnon:\t 1 kB\n";

        // Then
        assertThat(ProcessMemory.bytes(status, "VmRSS:")).hasValue(123_456L * 1_024);
        assertThat(ProcessMemory.bytes(status, "VmHWM:")).hasValue(123_900L * 1_024);
        assertThat(ProcessMemory.bytes("State:\tZ (zombie)\n", "VmHWM:")).isEmpty();
    }
}
