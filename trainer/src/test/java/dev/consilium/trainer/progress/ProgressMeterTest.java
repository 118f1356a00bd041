package dev.consilium.trainer.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressMeterTest {

    private final StringWriter out = new StringWriter();
    private Instant now = Instant.EPOCH;

    @Test
    void shouldBeSilentAboutWhatIsDoneAtOnce() {
        try (ProgressMeter meter = meter(false, 10_000)) {
            after(1, meter, 9_000);
        }
        try (ProgressMeter meter = meter(true, 10_000)) {
            after(1, meter, 9_000);
        }
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldWriteALineNowAndThenWithoutATerminal() {
        // When
        try (ProgressMeter meter = meter(false, 10_000)) {
            after(3, meter, 1_000);
            after(1, meter, 1_500);
            after(10, meter, 6_000);
        }

        // Then
        assertThat(out.toString().lines())
                .containsExactly("Judging: 1,000 of 10,000 images", "Judging: 6,000 of 10,000 images");
    }

    @Test
    void shouldDoWithoutATotal() {
        try (ProgressMeter meter = meter(false, ProgressMeter.UNKNOWN)) {
            after(3, meter, 1_000);
        }
        assertThat(out.toString().strip()).isEqualTo("Judging: 1,000 images");
    }

    @Test
    void shouldCountMegabytesInBytes() {
        try (ProgressMeter meter =
                new ProgressMeter(new PrintWriter(out), false, "Fetching", Unit.MEGABYTES, 170_052_171, () -> now)) {
            after(3, meter, 17_500_000);
        }
        assertThat(out.toString().strip()).isEqualTo("Fetching: 17 of 170 MB");
    }

    @Test
    void shouldWriteNoLinesWhereThereIsABar() {
        try (ProgressMeter meter = meter(true, 10_000)) {
            after(3, meter, 1_000);
            after(20, meter, 5_000);
        }
        assertThat(out.toString()).isEmpty();
    }

    private ProgressMeter meter(boolean interactive, long total) {
        return new ProgressMeter(new PrintWriter(out), interactive, "Judging", Unit.IMAGES, total, () -> now);
    }

    private void after(long seconds, ProgressMeter meter, long done) {
        now = now.plus(Duration.ofSeconds(seconds));
        meter.at(done);
    }
}
