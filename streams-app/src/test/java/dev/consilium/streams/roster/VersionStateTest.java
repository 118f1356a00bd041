package dev.consilium.streams.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.streams.roster.VersionState.Announced;
import dev.consilium.streams.roster.VersionState.Rejected;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VersionStateTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void shouldHaveTheStatesOfRolloutStateAndNoOther() {
        // Given: DECIDED is what a person or a promotion says, no state of an instance
        List<String> states = Arrays.stream(RolloutState.values())
                .filter(state -> state != RolloutState.DECIDED)
                .map(Enum::name)
                .toList();

        // When / Then
        assertThat(records(VersionState.class)
                        .map(type -> type.getSimpleName().toUpperCase(Locale.ROOT))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(states);
    }

    @Test
    void shouldSayWhereItWasRejectedAndHowLongThatTook() {
        // Given
        Announced announced = Announced.of(new VersionKey("living", "v2"), NOW, "because");

        // When
        Rejected rejected =
                announced.fetched(NOW.plusMillis(10), Path.of("file")).rejected(NOW.plusMillis(25), "damaged");

        // Then
        assertThat(rejected.after()).isEqualTo(RolloutState.FETCHED);
        assertThat(rejected.step().took()).isEqualTo(Duration.ofMillis(15));
        assertThat(rejected.reason()).isEqualTo("damaged");
    }

    private static Stream<Class<?>> records(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null ? Stream.of(type) : Arrays.stream(permitted).flatMap(VersionStateTest::records);
    }
}
