package dev.consilium.streams.roster;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import dev.consilium.specialist.InputShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * One immutable snapshot of who serves, in the fold order of the rule.
 *
 * <p>Reference counted: whoever made it holds the first reference ({@link CurrentRoster} takes it over), every
 * consultation holds one until it is settled. The snapshot retains its models; the last release gives them back, so
 * that a module is closed when the last snapshot that holds it is done with. Safe for use by many threads.
 */
public final class Roster {

    private final List<Seat> seats;
    private final List<Trial> trials;
    private final List<String> names;
    private final Map<InputShape, List<Seat>> byShape;
    private final long generation;
    private final AtomicInteger references = new AtomicInteger(1);

    private Roster(List<Seat> seats, List<Trial> trials, long generation) {
        this.seats = List.copyOf(seats);
        this.trials = List.copyOf(trials);
        this.names = seats.stream().map(seat -> seat.specialist().name()).toList();
        this.byShape = all(seats, trials)
                .collect(groupingBy(seat -> seat.specialist().input(), LinkedHashMap::new, toUnmodifiableList()));
        this.generation = generation;
    }

    /**
     * A snapshot with one reference, which the caller owns. Retains each model.
     *
     * @param seats in fold order, at least one, no specialist twice
     * @param generation grows with every snapshot of a process
     * @throws IllegalArgumentException when there is no seat, or a specialist has two
     * @throws IllegalStateException when a model is closed already
     */
    public static Roster of(List<Seat> seats, long generation) {
        return of(seats, List.of(), generation);
    }

    /**
     * The same, with versions on trial beside those that serve.
     *
     * @param trials at most one for each specialist that has a seat
     * @throws IllegalArgumentException also when a trial is of a specialist without a seat, or the second of one
     */
    public static Roster of(List<Seat> seats, List<Trial> trials, long generation) {
        if (seats.isEmpty()) {
            throw new IllegalArgumentException("A roster needs at least one specialist");
        }
        Set<String> names = new HashSet<>();
        for (Seat seat : seats) {
            if (!names.add(seat.specialist().name())) {
                throw new IllegalArgumentException(
                        "Specialist '" + seat.specialist().name() + "' has two seats in one roster");
            }
        }
        for (Trial trial : trials) {
            if (!names.remove(trial.specialist())) {
                throw new IllegalArgumentException(
                        "Specialist '" + trial.specialist() + "' has no seat, or two versions on trial, in one roster");
            }
        }
        List<Seat> retained = new ArrayList<>(seats.size());
        for (Seat seat : all(seats, trials).toList()) {
            if (!seat.model().tryRetain()) {
                retained.forEach(held -> held.model().release());
                throw new IllegalStateException(
                        "The module of " + seat.specialist().name() + "@"
                                + seat.specialist().version() + " is closed: it cannot take a seat");
            }
            retained.add(seat);
        }
        return new Roster(seats, trials, generation);
    }

    /** The seats in the fold order of the rule. */
    public List<Seat> seats() {
        return seats;
    }

    /** The names of the specialists, in fold order. */
    public List<String> names() {
        return names;
    }

    /** The distinct shapes that the modules read; an image is decoded once for each. */
    public Set<InputShape> shapes() {
        return byShape.keySet();
    }

    /** Versions that are heard beside those that serve. */
    public List<Trial> trials() {
        return trials;
    }

    /** The version of a specialist that is on trial, if there is one. */
    public Optional<Trial> trial(String specialist) {
        for (Trial trial : trials) {
            if (trial.specialist().equals(specialist)) {
                return Optional.of(trial);
            }
        }
        return Optional.empty();
    }

    /**
     * Whoever is heard on {@code shape}: those that serve, in fold order, then those on trial, so that a vote never waits for
     * them; none for a shape of no module.
     */
    public List<Seat> seats(InputShape shape) {
        return byShape.getOrDefault(shape, List.of());
    }

    /** The index of a specialist's seat, empty when it has none. */
    public OptionalInt seatOf(String specialist) {
        int index = names.indexOf(specialist);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    /** Grows with every snapshot of a process. */
    public long generation() {
        return generation;
    }

    /** Takes a reference; false when the last one is gone already. */
    public boolean tryRetain() {
        int held = references.get();
        while (held > 0) {
            if (references.compareAndSet(held, held + 1)) {
                return true;
            }
            held = references.get();
        }
        return false;
    }

    /**
     * Gives a reference back; the last one releases the models.
     *
     * @throws IllegalStateException when more was given back than taken
     */
    public void release() {
        int left = references.decrementAndGet();
        if (left < 0) {
            throw new IllegalStateException("Roster " + generation + " was released more often than retained");
        }
        if (left == 0) {
            all(seats, trials).forEach(seat -> seat.model().release());
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("roster ").append(generation).append(':');
        for (Seat seat : seats) {
            text.append(' ')
                    .append(seat.specialist().name())
                    .append('@')
                    .append(seat.specialist().version());
        }
        trials.forEach(trial ->
                text.append(" (beside ").append(trial.seat().specialist()).append(')'));
        return text.toString();
    }

    private static Stream<Seat> all(List<Seat> seats, List<Trial> trials) {
        return Stream.concat(seats.stream(), trials.stream().map(Trial::seat));
    }
}
