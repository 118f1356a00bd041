package dev.consilium.ops.guarantee;

import java.util.List;

/**
 * How many of which step come when: roll-outs in turns, and bad versions and roll-backs evenly between them.
 *
 * @param rollOuts of all specialists at once
 * @param rollBacks at most one after each roll-out
 * @param turns into which the roll-outs are grouped
 */
record Agenda(int rollOuts, int rollBacks, int turns) {

    /** @throws IllegalArgumentException when they do not fit into each other */
    Agenda {
        if (turns < 1 || rollOuts < turns) {
            throw new IllegalArgumentException("--turns must be between 1 and --rollouts");
        }
        if (rollBacks < 1 || rollBacks > rollOuts) {
            throw new IllegalArgumentException("--rollbacks must be between 1 and --rollouts");
        }
    }

    /** As much of each as goes with so many roll-outs; one at least. */
    Agenda atMost(int limit) {
        int fewer = Math.max(1, Math.min(rollOuts, limit));
        return new Agenda(fewer, Math.min(rollBacks, fewer), Math.min(turns, fewer));
    }

    /** The first roll-out of a turn, counted from 0; of the one after the last: how many there are. */
    int first(int turn) {
        return part(rollOuts, turn, turns);
    }

    /** Whether a roll-back follows. */
    boolean isRolledBack(int rollOut) {
        return part(rollBacks, rollOut + 1, rollOuts) > part(rollBacks, rollOut, rollOuts);
    }

    /** The bad versions that follow. */
    List<BadVersion> badAfter(int rollOut) {
        List<BadVersion> all = List.of(BadVersion.values());
        return all.subList(part(all.size(), rollOut, rollOuts), part(all.size(), rollOut + 1, rollOuts));
    }

    private static int part(int of, int index, int count) {
        return Math.toIntExact((long) of * index / count);
    }
}
