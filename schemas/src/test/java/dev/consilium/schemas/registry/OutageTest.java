package dev.consilium.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.avro.Image;
import dev.consilium.schemas.registry.RegistryProxy.Answer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage is not bad input: which failures say nothing about the record, and which do. */
class OutageTest {

    private static final byte[] RECORD = {0, 0, 0, 0, 7, 2, 'a', 0, 0, 0, 0, 0};

    private RegistryProxy server;

    @BeforeEach
    void open() throws IOException {
        server = RegistryProxy.alone();
    }

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 408, 429, 500, 502, 503, 504})
    void shouldCallTheRegistryUnavailable(int status) {
        // Given
        server.answering(status, "{\"error_code\":" + status + ",\"message\":\"no\"}");

        // When
        assertThatThrownBy(() -> read(Map.of()))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("topic images, schema id 7")
                .hasMessageContaining(server.url())
                .hasMessageContaining(Integer.toString(status));
    }

    @ParameterizedTest
    @CsvSource({
        "404, <html>not found</html>",
        "404, '{\"error_code\":404,\"message\":\"HTTP 404 Not Found\"}'",
        "404, ''",
        "200, <html>please log in</html>",
        "200, {}",
        "400, {}"
    })
    void shouldNotBelieveAServerThatIsNoRegistry(int status, String body) {
        // Given
        server.answering(status, body);

        // When
        assertThatThrownBy(() -> read(Map.of()))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("check the path in schema.registry.url");
    }

    @Test
    void shouldCallARegistryThatNobodyAnswersForUnavailable() {
        // Given
        String url = server.url();
        server.close();

        // When
        assertThatThrownBy(() -> read(url, Map.of()))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("does not answer")
                .hasMessageContaining(url);
    }

    @Test
    @Timeout(60) // Nothing else would end it.
    void shouldNotWaitForEverForTheRestOfAnAnswer() {
        // Given
        CountDownLatch done = new CountDownLatch(1);
        server.answering(request -> {
            try {
                request.exchange().sendResponseHeaders(200, 100);
                request.exchange().getResponseBody().write('{');
                request.exchange().getResponseBody().flush();
                done.await();
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Optional.empty();
        });

        // When
        assertThatThrownBy(() -> read(Map.of("http.read.timeout.ms", 200, "http.connect.timeout.ms", 200)))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining(server.url());
        done.countDown();
    }

    @Test
    void shouldTryAgainAsOftenAsConfigured() {
        // Given
        server.answering(503, "");

        // When
        assertThatThrownBy(() -> read(Map.of("max.retries", 2)))

                // Then
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("after 2 retries");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void shouldNotTryWrongCredentialsAgain() {
        // Given
        server.answering(401, "");

        // When
        assertThatThrownBy(() -> read(Map.of("max.retries", 2))).isInstanceOf(RegistryUnavailableException.class);

        // Then
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldCallAnUnknownIdBadInputAndAskAgainNextTime() {
        // Given
        server.answering(request -> Optional.of(Answer.no(404, 40403, "Schema 7 not found")));
        AvroSerde<Image> serde = serde(server.url(), Map.of());

        // When
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> serde.deserializer().deserialize("images", RECORD))

                    // Then
                    .isInstanceOf(SerializationException.class)
                    .isNotInstanceOf(RegistryUnavailableException.class)
                    .hasMessageContaining("topic images, schema id 7")
                    .hasMessageContaining(server.url())
                    .hasMessageContaining("40403");
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void shouldAskOnceForAnIdThatIsKnown() {
        // Given
        server.answering(
                200,
                "{\"schema\":\""
                        + SchemaText.withoutJavaProperties(Image.getClassSchema())
                                .replace("\"", "\\\"") + "\"}");
        AvroSerde<Image> serde = serde(server.url(), Map.of());

        // When
        for (int i = 0; i < 3; i++) {
            assertThat(serde.deserializer().deserialize("images", RECORD).getId())
                    .isEqualTo("a");
        }

        // Then
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldCallAProtobufSchemaBadInput() {
        // Given
        server.answering(200, "{\"schemaType\":\"PROTOBUF\",\"schema\":\"syntax\"}");

        // When
        assertThatThrownBy(() -> read(Map.of()))

                // Then
                .isInstanceOf(SerializationException.class)
                .isNotInstanceOf(RegistryUnavailableException.class)
                .hasMessageContaining("PROTOBUF");
    }

    private Image read(Map<String, ?> more) {
        return read(server.url(), more);
    }

    private static Image read(String url, Map<String, ?> more) {
        return serde(url, more).deserializer().deserialize("images", RECORD);
    }

    private static AvroSerde<Image> serde(String url, Map<String, ?> more) {
        Map<String, Object> config = new HashMap<>(Map.of("max.retries", 0, "retries.wait.ms", 1));
        config.putAll(more);
        config.put("schema.registry.url", url);
        AvroSerde<Image> serde = new AvroSerde<>(Image.class);
        serde.configure(config, false);
        return serde;
    }
}
