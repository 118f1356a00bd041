package dev.consilium.streams.roster;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import java.util.zip.CRC32C;

/**
 * A version that is compared with the one that serves: it scores every image, and votes in the serving version's place on a
 * share of them.
 *
 * @param seat the version on trial
 * @param share of the images that it votes on, 0 to 1; 0 for a shadow
 * @param tally what was seen of it in this process
 */
public record Trial(Seat seat, double share, TrialTally tally) {

    private static final double HASHES = 0x1p32;

    static Trial of(Seat seat, Candidate candidate, TrialTally tally) {
        return new Trial(seat, candidate.getMode() == CandidateMode.CANARY ? candidate.getShare() : 0, tally);
    }

    /** Whose version is on trial. */
    public String specialist() {
        return seat.specialist().name();
    }

    /** A forward of any seat; counts if it is one of the two that are compared. */
    public void ran(Seat any, long nanos, int images) {
        if (any.specialist().name().equals(specialist())) {
            tally.ran(any.equals(seat), nanos, images);
        }
    }

    /**
     * Whether it votes on images of a key: always the same for the same key and specialist, in every instance.
     *
     * @param key bytes of the record's key, or whatever else names an image without one
     */
    public boolean votesOn(byte[] key) {
        if (share <= 0) {
            return false;
        }
        CRC32C hash = new CRC32C();
        hash.update(key);
        return spread((int) hash.getValue()) < share * HASHES;
    }

    /** CRCs of keys that differ in a digit differ in few bits: MurmurHash3's last steps spread them, 0 to 2^32. */
    private static long spread(int hash) {
        int mixed = hash;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        mixed ^= mixed >>> 16;
        return Integer.toUnsignedLong(mixed);
    }
}
