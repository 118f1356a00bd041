package dev.consilium.streams.ledger.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Visits every state that can be reached, those with the fewest steps first, each once; so a promise that is broken is shown by the fewest
 * steps that break it.
 */
final class Exploration {

    private final Protocol protocol;
    private final Bounds bounds;
    private final Set<Promise> promises;
    private final Map<String, Integer> visited = new HashMap<>();
    private final List<String> keys = new ArrayList<>();
    private final Ints parents = new Ints();
    /** Each step, from and to. */
    private final Ints from = new Ints();

    private final Ints to = new Ints();
    private final BitSet ends = new BitSet();

    private Exploration(Bounds bounds, Protections protections, Set<Promise> promises) {
        this.bounds = bounds;
        this.protocol = new Protocol(bounds, protections);
        this.promises = promises;
    }

    /**
     * What was found.
     *
     * @param states that were visited
     * @param steps between them
     * @param broken the promise that was broken and how; empty when all held
     * @param deadEnds states from which not all images can be answered any more
     */
    record Found(int states, int steps, Optional<Counterexample> broken, int deadEnds) {}

    /**
     * The fewest steps that break a promise.
     *
     * @param what is broken
     * @param steps in words
     */
    record Counterexample(Promise promise, String what, List<String> steps) {
        @Override
        public String toString() {
            StringBuilder text = new StringBuilder(promise + ": " + what);
            for (int i = 0; i < steps.size(); i++) {
                text.append("\n  ").append(i + 1).append(". ").append(steps.get(i));
            }
            return text.toString();
        }
    }

    static Found of(Bounds bounds, Protections protections, Set<Promise> promises) {
        return new Exploration(bounds, protections, promises).explore();
    }

    private Found explore() {
        Deque<World> next = new ArrayDeque<>();
        var unused = visit(World.first(bounds), -1, next);
        for (int state = 0; !next.isEmpty(); state++) {
            World world = next.removeFirst();
            Optional<Counterexample> broken = broken(world, state);
            if (broken.isPresent()) {
                return found(broken);
            }
            if (isEnd(world)) {
                ends.set(state);
            }
            for (Step step : protocol.from(world)) {
                from.add(state);
                to.add(visit(step.to(), state, next));
            }
        }
        return found(Optional.empty());
    }

    private int visit(World world, int parent, Deque<World> next) {
        String key = world.key();
        Integer known = visited.get(key);
        if (known != null) {
            return known;
        }
        int number = keys.size();
        visited.put(key, number);
        keys.add(key);
        parents.add(parent);
        next.addLast(world);
        return number;
    }

    private Found found(Optional<Counterexample> broken) {
        return new Found(keys.size(), from.size(), broken, broken.isPresent() ? 0 : deadEnds());
    }

    private Optional<Counterexample> broken(World world, int state) {
        for (Promise promise : promises) {
            Optional<String> what = promise.broken(world);
            if (what.isPresent()) {
                return Optional.of(new Counterexample(promise, what.get(), wayTo(state)));
            }
        }
        return Optional.empty();
    }

    /** All images have their outcome, and nobody will read them again. */
    private boolean isEnd(World world) {
        return world.partitions().stream()
                .allMatch(partition -> partition.committed() == bounds.images()
                        && partition.answered().size() == bounds.images());
    }

    private int deadEnds() {
        // Backwards from the ends, over all steps; they were found in order of their beginnings.
        Ints firstInto = new Ints();
        Ints nextInto = new Ints();
        for (int state = 0; state < keys.size(); state++) {
            firstInto.add(-1);
        }
        for (int step = 0; step < from.size(); step++) {
            nextInto.add(firstInto.get(to.get(step)));
            firstInto.set(to.get(step), step);
        }
        BitSet good = (BitSet) ends.clone();
        Deque<Integer> open = new ArrayDeque<>(ends.stream().boxed().toList());
        while (!open.isEmpty()) {
            for (int step = firstInto.get(open.removeFirst()); step >= 0; step = nextInto.get(step)) {
                int before = from.get(step);
                if (!good.get(before)) {
                    good.set(before);
                    open.addLast(before);
                }
            }
        }
        return keys.size() - good.cardinality();
    }

    private List<String> wayTo(int state) {
        List<Integer> way = new ArrayList<>();
        for (int at = state; at >= 0; at = parents.get(at)) {
            way.add(at);
        }
        Collections.reverse(way);
        List<String> steps = new ArrayList<>();
        World world = World.first(bounds);
        for (int i = 1; i < way.size(); i++) {
            String key = keys.get(way.get(i));
            Step step = protocol.from(world).stream()
                    .filter(one -> one.to().key().equals(key))
                    .findFirst()
                    .orElseThrow();
            steps.add(step.what());
            world = step.to();
        }
        return steps;
    }
}
