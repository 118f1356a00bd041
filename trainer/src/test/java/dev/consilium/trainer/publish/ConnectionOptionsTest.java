package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.schemas.connect.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConnectionOptionsTest {

    @CommandLine.Command
    private static final class Host {
        @CommandLine.Mixin
        ConnectionOptions options;

        Host(ConnectionOptions options) {
            this.options = options;
        }
    }

    @TempDir
    Path folder;

    @Test
    void shouldAssumeAStackOnThisMachine() throws IOException {
        assertThat(parse(Map.of()).connection())
                .isEqualTo(Connection.to("localhost:9092", "http://localhost:8081/apis/ccompat/v7"));
    }

    @Test
    void shouldPreferOptionsToTheEnvironmentAndThatToTheFile() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("client.properties"),
                "bootstrap.servers=file:1\nschema.registry.url=http://file\nsecurity.protocol=SSL\ntopic.images=pictures\n");
        Map<String, String> environment = Map.of("CONSILIUM_SCHEMA_REGISTRY_URL", "http://environment");

        // When
        ConnectionOptions options =
                parse(environment, "--bootstrap-server", "option:1", "--command-config", file.toString());

        // Then
        assertThat(options.connection())
                .isEqualTo(new Connection("option:1", "http://environment", Map.of("security.protocol", "SSL")));
        assertThat(options.topics().images()).isEqualTo("pictures");
        assertThat(options.topics().predictions()).isEqualTo("predictions");
    }

    @Test
    void shouldNameAFileThatIsNotThere() {
        assertThatThrownBy(() -> parse(
                                Map.of(),
                                "--command-config",
                                folder.resolve("none").toString())
                        .connection())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("there is no file")
                .hasMessageContaining("none");
    }

    private static ConnectionOptions parse(Map<String, String> environment, String... arguments) {
        Host host = new Host(new ConnectionOptions(environment));
        new CommandLine(host).parseArgs(arguments);
        return host.options;
    }
}
