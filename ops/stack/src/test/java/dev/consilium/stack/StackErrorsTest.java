package dev.consilium.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackErrorsTest {
    @Test
    void shouldNameATakenPort() throws Exception {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StackOptions options = StackOptions.defaults().withBrokerPort(taken.getLocalPort());

            // When, then
            assertThatThrownBy(() -> Broker.start(options))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " for the broker is taken");
        }
    }

    @Test
    void shouldNameARefusedBrokerProperty() {
        // Given
        StackOptions options = StackOptions.defaults().withBrokerProperty("num.partitions", "many");

        // When, then
        assertThatThrownBy(() -> Broker.start(options))
                .isInstanceOf(StackException.class)
                .hasMessageContaining("num.partitions");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseAnImpossiblePort(int port) {
        assertThatThrownBy(() -> StackOptions.defaults().withRegistryPort(port))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("registryPort is " + port);
    }

    @Test
    void shouldShowWhatAFailedChildSaid(@TempDir Path folder) {
        // Given
        Path log = folder.resolve("child.log");

        // When
        try (ChildJvm child = ChildJvm.start(List.of(), "", "no.such.Main", List.of(), log)) {
            // Then
            await().atMost(Duration.ofSeconds(30)).until(() -> !child.isAlive());
            assertThat(child.logTail()).contains("ClassNotFoundException: no.such.Main");
        }
    }

    @Test
    void shouldKeepOptionsApart() {
        // Given
        StackOptions options = StackOptions.defaults();

        // When
        StackOptions changed = options.withBrokerProperty("a", "1")
                .withBrokerPort(1)
                .withRegistryPort(2)
                .withDetour(3);

        // Then
        assertThat(options).isEqualTo(StackOptions.defaults());
        assertThat(changed).isEqualTo(new StackOptions(options.data(), 1, 2, Map.of("a", "1"), OptionalInt.of(3)));
    }
}
