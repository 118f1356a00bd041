package dev.consilium.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsiliumConfigTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batch.size            | 0        | batch.size            | at least 1
            batch.size            | many     | batch.size            | number
            batch.linger          | 2        | batch.linger          | unit
            batch.linger          | 2h       | batch.linger          | 1s
            image.max.size        | 3 apples | image.max.size        | MiB
            processing.guarantee  | twice    | processing.guarantee  | exactly_once_v2
            images.format         | png      | images.format         | avro
            abstain.below         | 1.5      | abstain.below         | no more than 1
            batch.sise            | 8        | batch.sise            | batch.size
            http.prot             | 1        | http.prot             | http.port
            """)
    void shouldNameKeyAndWhatWouldBeRight(String key, String value, String named, String right) {
        assertThatThrownBy(() -> new ConsiliumConfig(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(named)
                .hasMessageContaining(right);
    }

    @Test
    void shouldHaveADefaultForEveryKey() {
        assertThat(new ConsiliumConfig(Map.of()).values())
                .hasSameSizeAs(ConfigKeys.definition().names());
    }

    @Test
    void shouldDocumentEveryKeyAsTheCodeHasIt() throws IOException {
        Path docs = Path.of(System.getProperty("consilium.home"), "docs", "configuration.md");

        assertThat(Files.readString(docs))
                .as("docs/configuration.md; paste this table into it:%n%s", ConfigTable.markdown())
                .contains(ConfigTable.markdown());
    }
}
