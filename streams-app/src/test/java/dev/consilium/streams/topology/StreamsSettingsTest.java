package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamsSettingsTest {

    @Test
    void shouldBeExactlyOnceWithShortLinger() {
        // When
        StreamsConfig streams = new StreamsConfig(settings(Map.of()).toProperties());

        // Then
        assertThat(streams.getString(StreamsConfig.PROCESSING_GUARANTEE_CONFIG)).isEqualTo("exactly_once_v2");
        assertThat(streams.getProducerConfigs("c")).containsEntry("linger.ms", 5);
        assertThat(streams.getMainConsumerConfigs("g", "c", 0)).containsEntry("session.timeout.ms", 6_000);
    }

    @Test
    void shouldLetTheUserWinInEitherForm() {
        // When
        StreamsConfig streams = new StreamsConfig(
                settings(Map.of("linger.ms", "20", "consumer.session.timeout.ms", "9000", "security.protocol", "SSL"))
                        .toProperties());

        // Then
        assertThat(streams.getProducerConfigs("c"))
                .containsEntry("linger.ms", "20")
                .containsEntry("security.protocol", "SSL");
        assertThat(streams.getMainConsumerConfigs("g", "c", 0)).containsEntry("session.timeout.ms", "9000");
    }

    @Test
    void shouldWaitAQuarterOfTheShorterTime() {
        // When
        StreamsSettings settings = settings(
                Map.of("producer.transaction.timeout.ms", "20000", "main.consumer.max.poll.interval.ms", "60000"));

        // Then
        assertThat(settings.waitBudget()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.longestStop()).isEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void shouldRefuseAtLeastOnceUnderTheStreamsProtocol() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> settings(Map.of("group.protocol", "streams", "processing.guarantee", "at_least_once")))
                .withMessageContaining("group.protocol = streams")
                .withMessageContaining("exactly_once_v2");
    }

    @Test
    void shouldLeaveTheSessionToTheBrokerUnderTheStreamsProtocol() {
        assertThat(settings(Map.of("group.protocol", "streams")).toProperties())
                .doesNotContainKeys("session.timeout.ms", "heartbeat.interval.ms")
                .containsEntry("poll.ms", 5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"group.instance.id", "consumer.group.instance.id", "main.consumer.group.instance.id"})
    void shouldRefuseStaticMembershipUnderTheStreamsProtocol(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("group.protocol", "streams", key, "one")))
                .withMessageContaining(key)
                .withMessageContaining("classic");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "default.client.supplier",
                "errors.dead.letter.queue.topic.name",
                "deserialization.exception.handler",
                "processing.exception.handler",
                "production.exception.handler"
            })
    void shouldRefuseWhatWouldPassTheLedger(String key) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of(key, "x")))
                .withMessageStartingWith(key + " = x");
    }

    @Test
    void shouldRefuseUnknownGuarantee() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(Map.of("processing.guarantee", "exactly_once")))
                .withMessageContaining("exactly_once_v2 or at_least_once");
    }

    private static StreamsSettings settings(Map<String, ?> given) {
        return StreamsSettings.of("app", "127.0.0.1:9", given);
    }
}
