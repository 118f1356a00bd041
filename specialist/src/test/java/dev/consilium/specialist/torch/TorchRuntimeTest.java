package dev.consilium.specialist.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class TorchRuntimeTest {

    @Test
    void shouldKeepTheEngineOffTheNetworkAndOnOneThread() {
        // Given
        Properties properties = new Properties();

        // When
        TorchRuntime.setUnlessSet(properties);

        // Then
        assertThat(properties)
                .containsEntry("ai.djl.offline", "true")
                .containsEntry("OPT_OUT_TRACKING", "true")
                .containsEntry("ai.djl.pytorch.num_threads", "1")
                .containsEntry("ai.djl.pytorch.num_interop_threads", "1");
    }

    @Test
    void shouldLeaveWhatTheUserHasSet() {
        // Given
        Properties properties = new Properties();
        properties.setProperty("ai.djl.pytorch.num_threads", "4");

        // When
        TorchRuntime.setUnlessSet(properties);

        // Then
        assertThat(properties).containsEntry("ai.djl.pytorch.num_threads", "4");
    }
}
