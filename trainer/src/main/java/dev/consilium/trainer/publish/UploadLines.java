package dev.consilium.trainer.publish;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A line every two seconds while an upload takes longer than that. */
final class UploadLines implements Publisher.UploadProgress {

    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final double MEGABYTE = 1_000_000;

    private final PrintWriter console;
    private final InstantSource clock;
    private Instant last;

    UploadLines(PrintWriter console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public void at(String specialist, long bytes, long ofBytes) {
        Instant now = clock.instant();
        if (Duration.between(last, now).compareTo(INTERVAL) > 0) {
            last = now;
            console.printf("uploading %s: %.1f of %.1f MB%n", specialist, bytes / MEGABYTE, ofBytes / MEGABYTE);
            console.flush();
        }
    }
}
