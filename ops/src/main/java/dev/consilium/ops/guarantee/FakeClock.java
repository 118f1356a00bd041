package dev.consilium.ops.guarantee;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The clock of one process, which can be set while it runs: libfaketime, loaded before the process, looks each second how far to be
 * ahead. What measures how long something takes (the monotonic clock) goes on as it does. One thread.
 *
 * @param file that says how far
 */
record FakeClock(Path file) {

    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib64/faketime/libfaketimeMT.so.1"));

    /** How long it takes at most until it is noticed that it was set. */
    static final Duration NOTICED = Duration.ofSeconds(1);

    /** Why there cannot be one here; empty when there can. */
    static Optional<String> obstacle() {
        return library().isPresent()
                ? Optional.empty()
                : Optional.of("there is no libfaketime (Debian: apt-get install libfaketime) at any of " + LIBRARIES);
    }

    /** A clock that is right. */
    static FakeClock right(Path file) throws IOException {
        FakeClock clock = new FakeClock(file);
        clock.set(Duration.ZERO);
        return clock;
    }

    void set(Duration ahead) throws IOException {
        Path next = Path.of(file + ".next");
        Files.writeString(next, "+" + ahead.toSeconds() + "\n", StandardCharsets.US_ASCII);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Of the process that is to have it. */
    Map<String, String> environment() {
        return Map.of(
                "LD_PRELOAD",
                library().orElseThrow().toString(),
                "FAKETIME_TIMESTAMP_FILE",
                file.toString(),
                "FAKETIME_CACHE_DURATION",
                Long.toString(NOTICED.toSeconds()),
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                // Else waiting for so long, which Java does by the monotonic clock, ends at once.
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
    }

    private static Optional<Path> library() {
        return LIBRARIES.stream().filter(Files::isReadable).findFirst();
    }
}
