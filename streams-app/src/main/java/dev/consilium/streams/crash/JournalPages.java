package dev.consilium.streams.crash;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a journal lies in memory: a head, a slot for each scorer thread, and the suspects that the process began with.
 *
 * <pre>
 * head     magic 8, scorers 4, batch size 4, suspects 4, length of the topic's id 4, topic's id 64
 * slot     images 4, nothing 4, then for each image of a batch: partition 4, offset 8
 * suspect  partition 4, state 4, offset 8, found at 8
 * </pre>
 *
 * <p>Each slot belongs to one thread, each suspect to the StreamThread of its partition.
 */
final class JournalPages {

    private static final long MAGIC = 0x434F4E53494C4A31L; // CONSILJ1
    private static final int LONGEST_ID = 64;
    private static final int HEAD = 24 + LONGEST_ID;
    private static final int SLOT_HEAD = 8;
    private static final int IMAGE = 12;
    private static final int SUSPECT = 24;

    private static final int ACQUITTED = 0;
    private static final int SUSPECTED = 1;
    private static final int QUARANTINED = 2;

    private final ByteBuffer bytes;
    private final int scorers;
    private final int batchSize;
    private final int suspects;

    private JournalPages(ByteBuffer bytes, int scorers, int batchSize, int suspects) {
        this.bytes = bytes;
        this.scorers = scorers;
        this.batchSize = batchSize;
        this.suspects = suspects;
    }

    static int size(int scorers, int batchSize, int suspects) {
        return HEAD + scorers * slot(batchSize) + suspects * SUSPECT;
    }

    /** Lays a journal out in zeroed memory of its {@link #size}. */
    static JournalPages write(ByteBuffer bytes, String topicId, int scorers, int batchSize, List<Suspect> suspects) {
        byte[] id = topicId.getBytes(StandardCharsets.UTF_8);
        bytes.putInt(8, scorers)
                .putInt(12, batchSize)
                .putInt(16, suspects.size())
                .putInt(20, id.length)
                .put(24, id);
        JournalPages pages = new JournalPages(bytes, scorers, batchSize, suspects.size());
        for (int i = 0; i < suspects.size(); i++) {
            Suspect suspect = suspects.get(i);
            int at = pages.suspectAt(i);
            bytes.putInt(at, suspect.place().partition())
                    .putInt(at + 4, suspect.quarantined() ? QUARANTINED : SUSPECTED)
                    .putLong(at + 8, suspect.place().offset())
                    .putLong(at + 16, suspect.foundAt());
        }
        bytes.putLong(0, MAGIC);
        return pages;
    }

    /** What another process left behind; empty when it is no whole journal of this topic. */
    static Optional<JournalPages> read(ByteBuffer bytes, String topicId) {
        if (bytes.capacity() < HEAD || bytes.getLong(0) != MAGIC) {
            return Optional.empty();
        }
        JournalPages pages = new JournalPages(bytes, bytes.getInt(8), bytes.getInt(12), bytes.getInt(16));
        boolean whole = bytes.capacity() == size(pages.scorers, pages.batchSize, pages.suspects);
        return whole && pages.topicId().equals(topicId) ? Optional.of(pages) : Optional.empty();
    }

    /** An image of a batch. */
    void enter(int scorer, int index, int partition, long offset) {
        int at = slotAt(scorer) + SLOT_HEAD + index * IMAGE;
        bytes.putInt(at, partition).putLong(at + 4, offset);
    }

    /** How many images of the batch are entered. */
    void entered(int scorer, int images) {
        bytes.putInt(slotAt(scorer), images);
    }

    void acquit(int suspect) {
        bytes.putInt(suspectAt(suspect) + 4, ACQUITTED);
    }

    /** All that the scorers are at. */
    List<Place> inFlight() {
        List<Place> places = new ArrayList<>();
        for (int scorer = 0; scorer < scorers; scorer++) {
            int images = Math.min(bytes.getInt(slotAt(scorer)), batchSize);
            for (int index = 0; index < images; index++) {
                int at = slotAt(scorer) + SLOT_HEAD + index * IMAGE;
                places.add(new Place(bytes.getInt(at), bytes.getLong(at + 4)));
            }
        }
        return places;
    }

    /** Those that are not acquitted. */
    List<Suspect> suspects() {
        List<Suspect> left = new ArrayList<>();
        for (int i = 0; i < suspects; i++) {
            int at = suspectAt(i);
            int state = bytes.getInt(at + 4);
            if (state != ACQUITTED) {
                left.add(new Suspect(
                        new Place(bytes.getInt(at), bytes.getLong(at + 8)),
                        state == QUARANTINED,
                        bytes.getLong(at + 16)));
            }
        }
        return left;
    }

    private String topicId() {
        byte[] id = new byte[Math.min(Math.max(bytes.getInt(20), 0), LONGEST_ID)];
        bytes.get(24, id);
        return new String(id, StandardCharsets.UTF_8);
    }

    private int slotAt(int scorer) {
        return HEAD + scorer * slot(batchSize);
    }

    private int suspectAt(int index) {
        return HEAD + scorers * slot(batchSize) + index * SUSPECT;
    }

    private static int slot(int batchSize) {
        return SLOT_HEAD + batchSize * IMAGE;
    }
}
