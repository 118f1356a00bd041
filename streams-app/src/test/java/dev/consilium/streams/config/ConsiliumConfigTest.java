package dev.consilium.streams.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.trust.TrustPolicy;
import dev.consilium.streams.circuit.BackOff;
import dev.consilium.streams.fixture.DocumentTable;
import dev.consilium.streams.scoring.ScoringSettings;
import dev.consilium.streams.topology.ImagesFormat;
import dev.consilium.streams.topology.TopologyConfig;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsiliumConfigTest {

    @TempDir
    Path folder;

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
            trust.allowed.operators | relu   | trust.allowed.operators | namespace::name
            trust.allowed.operators | aten::save | trust.allowed.operators | can never be allowed
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
    void shouldHandEachSettingToItsPart() {
        // Given
        ConsiliumConfig config = new ConsiliumConfig(Map.ofEntries(
                Map.entry("bootstrap.servers", "b:9092"),
                Map.entry("schema.registry.url", "http://r"),
                Map.entry("serde.max.retries", "7"),
                Map.entry("kafka.security.protocol", "SSL"),
                Map.entry("instance.id", "app-0"),
                Map.entry("topic.dead.letters", "failed"),
                Map.entry("images.format", "raw"),
                Map.entry("image.max.size", "1KiB"),
                Map.entry("batch.size", "8"),
                Map.entry("batch.linger", "500us"),
                Map.entry("max.in.flight", "9"),
                Map.entry("scorer.threads", "3"),
                Map.entry("consultation.deadline", "7s"),
                Map.entry("consultation.quorum", "5"),
                Map.entry("consultation.unavailable", "dead-letter"),
                Map.entry("specialist.timeout", "4s"),
                Map.entry("abstain.below", "0.25"),
                Map.entry("prediction.probabilities", "true"),
                Map.entry("artifact.max.size", "1MiB"),
                Map.entry("artifact.max.unpacked.size", "3MiB"),
                Map.entry("trusted.keys", folder.toString()),
                Map.entry("trust.unsigned", "true"),
                Map.entry("trust.allowed.operators", "torchvision::deform_conv2d, aten::fft_rfft"),
                Map.entry("artifact.uri.allowed", "https://a.example/v/, file:/srv/"),
                Map.entry("http.enabled", "false"),
                Map.entry("tracing.enabled", "true")));

        // Then
        assertThat(config.connection().client()).containsEntry("security.protocol", "SSL");
        assertThat(config.streamThreadConnection().serdeConfig())
                .containsEntry("schema.registry.url", "http://r")
                .containsEntry("max.retries", "7");
        assertThat(config.streams().toProperties())
                .containsEntry("group.instance.id", "app-0")
                .containsEntry("security.protocol", "SSL");
        assertThat(config.scoring())
                .isEqualTo(new ScoringSettings(
                        8,
                        Duration.ofNanos(500_000),
                        3,
                        4_096,
                        new ImageLimits(1024, ImageLimits.defaults().maxPixels()),
                        true,
                        Duration.ofSeconds(4),
                        BackOff.defaults()));
        TopologyConfig topology = config.topology(List.of("a", "b"));
        assertThat(topology.topics().deadLetters()).isEqualTo("failed");
        assertThat(topology.imagesFormat()).isEqualTo(ImagesFormat.RAW);
        assertThat(topology.maxInFlight()).isEqualTo(9);
        assertThat(topology.deadline()).isEqualTo(Duration.ofSeconds(7));
        assertThat(topology.quorum())
                .as("more than the roster has is all of it")
                .hasValue(2);
        assertThat(topology.unavailable()).isEqualTo(Unavailable.DEAD_LETTER);
        assertThat(topology.abstainBelow()).isEqualTo(0.25f);
        assertThat(config.rosterFeed().instance()).isEqualTo("app-0");
        assertThat(config.rosterFeed().limits().packedBytes()).isEqualTo(1 << 20);
        assertThat(config.rosterFeed().limits().unpackedBytes()).isEqualTo(3 << 20);
        assertThat(config.rosterFeed().trust()).isEqualTo(new TrustPolicy(Optional.of(folder), true));
        assertThat(config.rosterFeed().operators())
                .isEqualTo(AllowedOperators.parse("aten::fft_rfft,torchvision::deform_conv2d"));
        assertThat(config.rosterFeed().allowedUris()).containsExactly("https://a.example/v/", "file:/srv/");
        assertThat(config.http()).isEmpty();
        assertThat(config.tracing()).isTrue();
    }

    @Test
    void shouldNotTraceUnlessToldTo() {
        assertThat(new ConsiliumConfig(Map.of()).tracing()).isFalse();
    }

    @Test
    void shouldTrustNobodyUnlessToldTo() {
        assertThat(new ConsiliumConfig(Map.of()).rosterFeed().trust())
                .isEqualTo(new TrustPolicy(Optional.empty(), false));
    }

    @Test
    void shouldNameAFolderOfKeysThatIsNotThere() {
        ConsiliumConfig config = new ConsiliumConfig(Map.of("trusted.keys", "/absent/keys"));

        assertThatThrownBy(config::rosterFeed)
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("trusted.keys")
                .hasMessageContaining("/absent/keys")
                .hasMessageContaining("consilium keys generate");
    }

    @Test
    void shouldNameAUriPrefixThatIsNone() {
        assertThat(new ConsiliumConfig(Map.of()).rosterFeed().allowedUris()).isEmpty();
        assertThatThrownBy(() -> new ConsiliumConfig(Map.of("artifact.uri.allowed", "models.example")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("artifact.uri.allowed: 'models.example' is not an absolute URI");
    }

    @Test
    void shouldLetNoRegistryCallOutlastATransactionByDefault() {
        assertThat(new ConsiliumConfig(Map.of()).streamThreadConnection().serdeConfig())
                .containsEntry("max.retries", "0")
                .containsEntry("http.read.timeout.ms", "2000");
    }

    @Test
    void shouldDocumentEveryKeyAsTheCodeHasIt() throws IOException {
        new DocumentTable(ConfigTable.markdown()).assertIsIn("configuration.md");
    }
}
