package dev.consilium.streams.roster;

import java.util.List;

/**
 * What a {@link RosterFeed} is doing, for health and pages. Immutable.
 *
 * @param generation of the snapshot that serves, 0 before the first
 * @param problems what stands in the way, one sentence each
 * @param specialists in fold order
 */
public record RosterStatus(Phase phase, long generation, List<String> problems, List<SpecialistStatus> specialists) {

    /** How far the feed is. */
    public enum Phase {
        /** The roster has not been read yet. */
        CONNECTING,
        /** The roster is empty: nothing to serve. */
        WAITING,
        /** The first versions are being prepared. */
        STARTING,
        /** A roster serves. */
        SERVING,
        STOPPED
    }

    public RosterStatus {
        problems = List.copyOf(problems);
        specialists = List.copyOf(specialists);
    }

    /** Whether every specialist of the roster serves, be it in the version before. */
    public boolean isReady() {
        return phase == Phase.SERVING && specialists.stream().allMatch(one -> one.serving() != null);
    }

    RosterStatus with(Phase other) {
        return new RosterStatus(other, generation, problems, specialists);
    }

    RosterStatus with(String problem) {
        return new RosterStatus(phase, generation, List.of(problem), specialists);
    }
}
