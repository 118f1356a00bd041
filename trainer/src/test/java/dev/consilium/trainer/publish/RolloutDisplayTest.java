package dev.consilium.trainer.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RolloutDisplayTest {

    private static final Instant NOW = Instant.parse("2026-02-03T04:05:06Z");
    private static final Set<VersionKey> VERSIONS =
            Set.of(new VersionKey("living", "v2"), new VersionKey("vehicles", "v7"));

    private final Instances answers = new Instances();
    private final StringWriter out = new StringWriter();

    @Test
    void shouldShowWhatEachInstanceWaitsForWithEachVersion() {
        // Given
        answers.see(event("one", "living", "v2", RolloutState.LOADED, 4));
        answers.see(event("one", "vehicles", "v7", RolloutState.SERVING, 1));

        // When
        List<String> lines = RolloutTable.lines(answers, Set.of("one", "two"), VERSIONS, NOW);

        // Then
        assertThat(lines)
                .containsExactly(
                        "instance  version      state    for  waits for",
                        "one       living@v2    LOADED   4 s  the golden examples",
                        "one       vehicles@v7  SERVING  1 s  -",
                        "two       living@v2    -        -    its first word of it",
                        "two       vehicles@v7  -        -    its first word of it");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveAWordForEveryState(RolloutState state) {
        // When
        answers.see(event("one", "living", "v2", state, 0));

        // Then
        String last = RolloutTable.lines(answers, Set.of("one"), VERSIONS, NOW).get(1);
        boolean underWay =
                EnumSet.range(RolloutState.ANNOUNCED, RolloutState.WARMED).contains(state);
        assertThat(last.endsWith("  -"))
                .isEqualTo(!underWay && state != RolloutState.REJECTED && state != RolloutState.DECIDED);
    }

    @Test
    void shouldChangeTheTableInPlaceOnATerminal() {
        // Given
        RolloutDisplay display = display(true);
        display.stands(answers, Set.of("one"));
        display.stands(answers, Set.of("one"));
        int before = out.toString().length();

        // When
        RolloutEvent event = event("one", "living", "v2", RolloutState.GATED, 0);
        answers.see(event);
        display.happened(event);
        display.stands(answers, Set.of("one"));
        display.last();

        // Then
        assertThat(out.toString().substring(0, before)).containsOnlyOnce("instance");
        assertThat(out.toString().substring(before))
                .startsWith("\u001B[3A\r\u001B[Kinstance")
                .contains("GATED");
    }

    @Test
    void shouldWriteALineForEachEventElsewhere() {
        // Given
        RolloutDisplay display = display(false);
        RolloutEvent event = event("one", "living", "v2", RolloutState.GATED, 0);

        // When
        display.happened(event);
        answers.see(event);
        display.stands(answers, Set.of("one"));

        // Then
        assertThat(out.toString()).isEqualTo("GATED      living@v2  one  0 ms%n".formatted());
        display.last();
        assertThat(out.toString()).contains("waits for").doesNotContain("\u001B");
    }

    private RolloutDisplay display(boolean interactive) {
        return new RolloutDisplay(new PrintWriter(out), interactive, VERSIONS, () -> NOW);
    }

    private static RolloutEvent event(
            String instance, String specialist, String version, RolloutState state, int secondsAgo) {
        return RolloutEvent.newBuilder()
                .setSpecialist(specialist)
                .setVersion(version)
                .setInstance(instance)
                .setIncarnation("1")
                .setState(state)
                .setAt(NOW.minusSeconds(secondsAgo))
                .build();
    }
}
