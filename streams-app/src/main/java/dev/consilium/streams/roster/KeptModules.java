package dev.consilium.streams.roster;

import dev.consilium.avro.SpecialistVersion;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Modules of versions that served until others took their place, one a specialist, still loaded: to go back to one takes no
 * fetching, loading and trying. Their files come to a limit at most; those that were replaced longest ago go first.
 *
 * <p>Feed's thread only.
 */
final class KeptModules {

    private final long mostBytes;
    private final Predicate<SpecialistVersion> trusted;
    /** By specialist, longest kept first. */
    private final Map<String, Seat> seats = new LinkedHashMap<>();

    /**
     * @param mostBytes of their files together; 0: none is kept
     * @param trusted whether a version that served could be loaded today: its key may have been withdrawn
     */
    KeptModules(long mostBytes, Predicate<SpecialistVersion> trusted) {
        this.mostBytes = mostBytes;
        this.trusted = trusted;
    }

    /** Takes the feed's hold over. */
    void keep(Seat seat) {
        drop(seat.specialist().name());
        seats.put(seat.specialist().name(), seat);
        Iterator<Seat> longestKept = seats.values().iterator();
        while (bytes() > mostBytes) {
            longestKept.next().model().close();
            longestKept.remove();
        }
    }

    /** Hands the hold over, if that very version is here and may serve. */
    Optional<Seat> take(SpecialistVersion manifest) {
        String specialist = manifest.getSpecialist();
        boolean here = Optional.ofNullable(seats.get(specialist))
                .filter(seat -> seat.specialist().manifest().equals(manifest))
                .filter(seat -> trusted.test(manifest))
                .isPresent();
        return here ? Optional.ofNullable(seats.remove(specialist)) : Optional.empty();
    }

    /** Nobody is going to go back to it. */
    void drop(String specialist) {
        Optional.ofNullable(seats.remove(specialist))
                .ifPresent(seat -> seat.model().close());
    }

    private long bytes() {
        return seats.values().stream()
                .mapToLong(seat -> seat.specialist().manifest().getArtifact().getSizeBytes())
                .sum();
    }
}
