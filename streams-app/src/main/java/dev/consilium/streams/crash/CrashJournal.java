package dev.consilium.streams.crash;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that says which images are being decoded and judged at this moment, and that is still there when a native crash has ended the process.
 *
 * <p>Every process has a file of its own in a folder that all processes of an app on this machine share, and holds a lock on it as long as it lives.
 * The next one to start takes over those without a lock: what was in flight is {@linkplain Suspects suspected}; a suspect that was in flight, which it is
 * only ever alone, is quarantined.
 *
 * <p>Opened and closed by one thread.
 */
public final class CrashJournal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CrashJournal.class);
    private static final String EXTENSION = ".journal";

    /** A suspect that does not come again in this time was settled by another instance. */
    private static final Duration REMEMBERED = Duration.ofDays(7);

    private static final int MOST_SUSPECTS = 65_536;
    /** No journal is larger. */
    private static final long MOST_BYTES = 16 << 20;

    private final Path file;
    private final FileChannel channel;
    private final JournalPages pages;
    private final Suspects suspects;

    private CrashJournal(Path file, FileChannel channel, JournalPages pages, Suspects suspects) {
        this.file = file;
        this.channel = channel;
        this.pages = pages;
        this.suspects = suspects;
    }

    /**
     * Opens the journal of this process, which begins with what dead ones have left.
     *
     * @param folder of the app's journals, created if it is not there
     * @param topicId of the topic of images; offsets of another one, or of one that had its name before, do not count
     * @param scorers threads that note images
     * @param batchSize images that each is at, at most
     * @throws IOException when the folder cannot be written
     */
    public static CrashJournal open(Path folder, String topicId, int scorers, int batchSize, InstantSource clock)
            throws IOException {
        Files.createDirectories(folder);
        List<LeftBehind> left = leftBehind(folder);
        try {
            List<Suspect> suspects = suspects(left, topicId, clock);
            CrashJournal journal = create(folder, topicId, scorers, batchSize, suspects);
            // Not earlier: should this process die right now, the next one finds them again.
            for (LeftBehind one : left) {
                Files.deleteIfExists(one.file());
            }
            return journal;
        } finally {
            for (LeftBehind one : left) {
                one.channel().close();
            }
        }
    }

    /** Where a scorer thread notes what it is at. */
    public InFlight inFlight(int scorer) {
        return new InFlight(pages, scorer);
    }

    public Suspects suspects() {
        return suspects;
    }

    /** The process ends as it should. What is in flight in a thread that hangs is left to the next one, and so are suspects that have not come yet. */
    @Override
    public void close() throws IOException {
        if (pages.suspects().isEmpty() && pages.inFlight().isEmpty()) {
            Files.deleteIfExists(file);
        }
        channel.close(); // and with it the lock
    }

    /** The file of a process that is dead, locked by this one. */
    private record LeftBehind(Path file, FileChannel channel) {}

    private static List<LeftBehind> leftBehind(Path folder) throws IOException {
        List<LeftBehind> left = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + EXTENSION)) {
            for (Path file : files) {
                lock(file).ifPresent(channel -> left.add(new LeftBehind(file, channel)));
            }
        }
        return left;
    }

    /** Empty when its process lives, or another one has just taken the file over. */
    private static Optional<FileChannel> lock(Path file) throws IOException {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return Optional.of(channel);
            }
            channel.close();
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false; // another app in this very process
        }
    }

    private static List<Suspect> suspects(List<LeftBehind> left, String topicId, InstantSource clock)
            throws IOException {
        long now = clock.millis();
        Map<Place, Suspect> found = new HashMap<>();
        for (LeftBehind one : left) {
            Optional<JournalPages> pages = JournalPages.read(content(one.channel()), topicId);
            if (pages.isPresent()) {
                Map<Place, Suspect> known = new HashMap<>();
                pages.get().suspects().forEach(suspect -> known.put(suspect.place(), suspect));
                for (Place place : pages.get().inFlight()) {
                    known.put(place, new Suspect(place, known.containsKey(place), now));
                }
                known.forEach((place, suspect) -> found.merge(place, suspect, Suspect.WORSE));
            }
        }
        List<Suspect> suspects = found.values().stream()
                .filter(suspect -> now - suspect.foundAt() < REMEMBERED.toMillis())
                .sorted(Comparator.comparingLong(Suspect::foundAt).reversed())
                .limit(MOST_SUSPECTS)
                .toList();
        tell(suspects.stream().filter(suspect -> suspect.foundAt() == now).toList());
        return suspects;
    }

    private static void tell(List<Suspect> found) {
        List<Place> quarantined =
                found.stream().filter(Suspect::quarantined).map(Suspect::place).toList();
        if (found.size() > quarantined.size()) {
            LOG.atWarn()
                    .setMessage("A process died with images in flight; each of them is judged alone")
                    .addKeyValue("images", found.size() - quarantined.size())
                    .log();
        }
        for (Place place : quarantined) {
            LOG.atError()
                    .setMessage(
                            "A process died again while this image alone was in flight; it goes to the dead letters")
                    .addKeyValue("partition", place.partition())
                    .addKeyValue("offset", place.offset())
                    .log();
        }
    }

    private static ByteBuffer content(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate((int) Math.min(channel.size(), MOST_BYTES));
        while (content.hasRemaining() && channel.read(content, content.position()) >= 0) {}
        return content;
    }

    private static CrashJournal create(Path folder, String topicId, int scorers, int batchSize, List<Suspect> suspects)
            throws IOException {
        int size = JournalPages.size(scorers, batchSize, suspects.size());
        String name = UUID.randomUUID().toString();
        // Under a name that nobody looks for until it is locked.
        Path unfinished = folder.resolve(name + ".new");
        FileChannel channel = FileChannel.open(
                unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            var unused = channel.lock(); // until the channel is closed, or the process is dead
            // Written, not only made as long: a full disk shows here, and not in the middle of a batch as a crash.
            ByteBuffer zeros = ByteBuffer.allocate(size);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
            JournalPages pages = JournalPages.write(
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, size), topicId, scorers, batchSize, suspects);
            Path file = Files.move(unfinished, folder.resolve(name + EXTENSION));
            return new CrashJournal(file, channel, pages, new Suspects(pages, suspects));
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(unfinished);
            throw e;
        }
    }
}
