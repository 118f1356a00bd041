package dev.consilium.streams.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process dies where its files are copied: what it holds a lock on stays behind, what it left behind has none. */
class CrashJournalTest {

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2026-02-03T04:05:06Z");
    private final List<CrashJournal> open = new ArrayList<>();
    private int deaths;

    @AfterEach
    void close() throws IOException {
        for (CrashJournal journal : open) {
            journal.close();
        }
    }

    @Test
    void shouldSuspectWhatWasInFlightWhenAProcessDied() throws IOException {
        // Given
        CrashJournal first = open(folder);
        InFlight scorer = first.inFlight(0);
        scorer.add(3, 4);
        scorer.clear();
        scorer.add(0, 5);
        scorer.add(0, 6);
        first.inFlight(1).add(1, 7L << 40);

        // When
        Suspects suspects = open(died(folder)).suspects();

        // Then
        assertThat(suspects.isSuspect(0, 5)).isTrue();
        assertThat(suspects.isSuspect(0, 6)).isTrue();
        assertThat(suspects.isSuspect(1, 7L << 40)).isTrue();
        assertThat(suspects.isSuspect(3, 4)).isFalse();
        assertThat(suspects.isQuarantined(0, 5)).isFalse();
    }

    @Test
    void shouldQuarantineASuspectThatWasInFlightAgain() throws IOException {
        // Given
        InFlight scorer = open(folder).inFlight(0);
        scorer.add(0, 5);
        scorer.add(0, 6);
        scorer.add(0, 7);
        Path second = died(folder);
        CrashJournal next = open(second);
        next.suspects().acquit(0, 5);
        next.inFlight(0).add(0, 6);

        // When
        Path third = died(second);
        Suspects suspects = open(third).suspects();

        // Then
        assertThat(suspects.isSuspect(0, 5)).isFalse();
        assertThat(suspects.isQuarantined(0, 6)).isTrue();
        assertThat(suspects.isSuspect(0, 6)).isFalse();
        assertThat(suspects.isSuspect(0, 7)).isTrue();

        // When, then: until it has been committed as a dead letter, it may come again
        Suspects later = open(died(third)).suspects();
        assertThat(later.isQuarantined(0, 6)).isTrue();
    }

    @Test
    void shouldOnlySuspectWhatTwoProcessesHadInABatch() throws IOException {
        // Given: the second has taken the first one's partition over, and knows nothing
        open(folder).inFlight(0).add(0, 5);
        Path other = Files.createDirectory(folder.resolve("other"));
        open(other).inFlight(0).add(0, 5);
        Path both = died(folder);
        copy(died(other), both);

        // When
        Suspects suspects = open(both).suspects();

        // Then
        assertThat(suspects.isSuspect(0, 5)).isTrue();
        assertThat(suspects.isQuarantined(0, 5)).isFalse();
        assertThat(journals(both)).hasSize(1);
    }

    @Test
    void shouldLeaveTheJournalOfALivingProcessAlone() throws IOException {
        // Given
        open(folder).inFlight(0).add(0, 5);

        // When
        CrashJournal second = open(folder);

        // Then
        assertThat(second.suspects().isSuspect(0, 5)).isFalse();
        assertThat(journals(folder)).hasSize(2);
    }

    @Test
    void shouldForgetASuspectThatDoesNotComeAgain() throws IOException {
        // Given
        open(folder).inFlight(0).add(0, 5);
        Path second = died(folder);
        assertThat(open(second).suspects().isSuspect(0, 5)).isTrue();

        // When
        now = now.plus(Duration.ofDays(8));

        // Then
        assertThat(open(died(second)).suspects().isSuspect(0, 5)).isFalse();
    }

    @Test
    void shouldLeaveNothingBehindAfterACleanEnd() throws IOException {
        // Given
        CrashJournal journal = CrashJournal.open(folder, "images", 2, 4, () -> now);
        journal.inFlight(0).add(0, 5);
        journal.inFlight(0).clear();

        // When
        journal.close();

        // Then
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldLeaveBehindWhatIsInAThreadThatHangs() throws IOException {
        // Given
        CrashJournal journal = CrashJournal.open(folder, "images", 2, 4, () -> now);
        journal.inFlight(0).add(0, 5);

        // When
        journal.close();

        // Then
        assertThat(open(folder).suspects().isSuspect(0, 5)).isTrue();
    }

    @Test
    void shouldHandOnWhatIsSuspectedStill() throws IOException {
        // Given
        open(folder).inFlight(0).add(0, 5);
        Path second = died(folder);
        CrashJournal.open(second, "images", 1, 1, () -> now).close();

        // When, then
        assertThat(open(second).suspects().isSuspect(0, 5)).isTrue();
    }

    @Test
    void shouldIgnoreWhatIsNoJournalOfTheseImages() throws IOException {
        // Given
        open(folder).inFlight(0).add(0, 5);
        Path dead = died(folder);
        Files.write(dead.resolve("cut.journal"), new byte[] {1, 2, 3});
        Files.write(dead.resolve("zero.journal"), new byte[5_000]);

        // When
        CrashJournal journal = CrashJournal.open(dead, "others", 2, 4, () -> now);
        open.add(journal);

        // Then
        assertThat(journal.suspects().isSuspect(0, 5)).isFalse();
        assertThat(journals(dead)).hasSize(1);
    }

    private CrashJournal open(Path journals) throws IOException {
        CrashJournal journal = CrashJournal.open(journals, "images", 2, 4, () -> now);
        open.add(journal);
        return journal;
    }

    /** Where what was left behind lies. */
    private Path died(Path journals) throws IOException {
        deaths++;
        Path dead = Files.createDirectory(folder.resolve("dead-" + deaths));
        copy(journals, dead);
        return dead;
    }

    private static void copy(Path from, Path to) throws IOException {
        for (Path file : journals(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private static List<Path> journals(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".journal")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
