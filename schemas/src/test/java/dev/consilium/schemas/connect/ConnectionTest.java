package dev.consilium.schemas.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ConnectionTest {

    @Test
    void shouldPassPropertiesOnAndKeepTheAddresses() {
        // Given
        Connection connection = new Connection(
                "broker:9092",
                "http://registry:8081",
                Map.of("security.protocol", "SSL", "basic.auth.user.info", "u:p", "bootstrap.servers", "elsewhere:1"));

        // When / Then
        assertThat(connection.client())
                .containsEntry("security.protocol", "SSL")
                .containsEntry("bootstrap.servers", "broker:9092");
        assertThat(connection.serdeConfig())
                .containsEntry("basic.auth.user.info", "u:p")
                .containsEntry("schema.registry.url", "http://registry:8081");
    }

    @Test
    void shouldSayWhereNoBrokerAnswersAndWhatToDo() {
        // Port 1 is reserved: nothing listens there.
        Connection connection = Connection.to("127.0.0.1:1", "http://127.0.0.1:1");

        assertThatThrownBy(() -> connection.requireBroker(Duration.ofMillis(500)))
                .isInstanceOf(UnreachableException.class)
                .hasMessageContaining("127.0.0.1:1")
                .hasMessageContaining("--bootstrap-server");
    }

    @Test
    @Timeout(60)
    void shouldWaitNoLongerForABrokerThanItsClientsMay() {
        // Port 1 is reserved: nothing listens there.
        Connection connection =
                new Connection("127.0.0.1:1", "http://127.0.0.1:1", Map.of("default.api.timeout.ms", "200"));

        assertThatThrownBy(() -> connection.requireBroker(Duration.ofHours(1)))
                .isInstanceOf(UnreachableException.class);
    }

    @Test
    void shouldSayWhichAddressIsMissing() {
        assertThatThrownBy(() -> Connection.to(" ", "http://127.0.0.1:1"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("broker");
    }
}
