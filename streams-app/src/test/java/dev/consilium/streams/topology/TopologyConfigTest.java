package dev.consilium.streams.topology;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.consilium.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopologyConfigTest {

    private static final TopologyConfig DEFAULTS = TopologyConfig.of(Topics.defaults(), List.of("low", "high"));

    @ParameterizedTest
    @ValueSource(strings = {"app-grouped-repartition", "app-store-changelog"})
    void shouldRefuseInternalTopicAsImages(String images) {
        // Given
        Topics topics = new Topics(images, "p", "m", "a", "r", "o", "d");

        // When / Then
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyConfig.of(topics, List.of("low")))
                .withMessageContaining(images)
                .withMessageContaining("plain topic");
    }

    @Test
    void shouldNameTheKeyThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withMaxInFlight(0))
                .withMessageContaining("max.in.flight is 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withDeadline(Duration.ZERO))
                .withMessageContaining("consultation.deadline");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withQuorum(3))
                .withMessageContaining("consultation.quorum")
                .withMessageContaining("1 to 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DEFAULTS.withAbstainBelow(1.5f))
                .withMessageContaining("abstain.below is 1.5");
    }

    @Test
    void shouldRefuseEmptyRosterAndNamesakes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyConfig.of(Topics.defaults(), List.of()))
                .withMessageContaining("empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TopologyConfig.of(Topics.defaults(), List.of("low", "low")))
                .withMessageContaining("twice");
    }
}
