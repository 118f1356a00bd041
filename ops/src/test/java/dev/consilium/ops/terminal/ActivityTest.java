package dev.consilium.ops.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActivityTest {

    private final StringWriter out = new StringWriter();
    private Instant now = Instant.EPOCH;

    @Test
    void shouldTellHowLongItHasBeenSinceTheLastLineAndInAll() {
        try (Activity activity = new Activity(new Terminal(new PrintWriter(out), true, 80), () -> now)) {
            // When
            now = now.plusSeconds(5);
            activity.say("warming up");
            now = now.plusSeconds(63);
            activity.tick();
        }

        // Then: and takes it away at the end
        assertThat(out.toString())
                .contains("warming up\n", "1:03 since, 1:08 in all")
                .endsWith("\r\u001B[K");
    }

    @Test
    void shouldLeaveNothingButTheLinesInAFile() {
        try (Activity activity = new Activity(new Terminal(new PrintWriter(out), false, 80), () -> now)) {
            activity.say("warming up");
            activity.tick();
        }

        assertThat(out).hasToString("warming up\n");
    }
}
