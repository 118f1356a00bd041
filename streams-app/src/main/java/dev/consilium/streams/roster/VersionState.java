package dev.consilium.streams.roster;

import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far an instance is with one version. The records are the states of {@code RolloutState}, their methods the legal
 * transitions; each transition is an event on {@code rollouts}, a log line and a count ({@link RolloutJournal}).
 *
 * <pre>
 *  ANNOUNCED ──> FETCHED ──> VERIFIED ──> LOADED ──> GATED ──> WARMED ──┬──────────────────────> SERVING ──> DRAINED
 *   the roster    file in     digest,      module     golden    all     ├──> SHADOWING ──┐          ^
 *   names it      the cache   signature    loaded     examples  batch   └──> CANARYING ──┴──────────┘
 *                             and code                agree     shapes         (on trial)
 *                             are right
 *      └─────────────────────────────────────────────────────> WARMED   it served until lately: its module is still loaded
 *      └────────────┴────────────┴───────────┴──────────┴─────────┴──> REJECTED   the version is unfit: the old one stays
 *      └────────────┴────────────┴───────────┴──────────┴─────────┴──> DRAINED    no longer wanted, or no longer in use
 * </pre>
 *
 * DECIDED, the twelfth of {@code RolloutState}, is no state of an instance: whoever writes the roster records it.
 */
public sealed interface VersionState {

    Step step();

    /** The name of the state on {@code rollouts}. */
    RolloutState state();

    /** Why, or what is remarkable; empty when the state says it all. */
    default String reason() {
        return "";
    }

    default Map<String, Double> statistics() {
        return Map.of();
    }

    /**
     * When a state was entered.
     *
     * @param took how long it took from the state before
     */
    record Step(VersionKey version, Instant at, Duration took) {
        Step next(Instant now) {
            return new Step(version, now, Duration.between(at, now));
        }
    }

    /** On its way to serve; may turn out unfit, or no longer be wanted. */
    sealed interface Arriving extends VersionState {
        default Rejected rejected(Instant now, String reason) {
            return new Rejected(step().next(now), state(), reason);
        }

        default Drained abandoned(Instant now, String reason) {
            return new Drained(step().next(now), reason);
        }
    }

    /** Holds a loaded module. */
    sealed interface Seated extends VersionState {
        Seat seat();
    }

    /** Able to serve at once. */
    sealed interface Ready extends Arriving, Seated {
        default Serving serving(Instant now, String reason) {
            return new Serving(step().next(now), seat(), reason);
        }
    }

    /** Is compared with what serves, image by image. */
    sealed interface OnTrial extends Ready {
        /** The same, and what was seen until now; still in the same state. */
        OnTrial seen(Instant now, Map<String, Double> statistics);

        /** No longer on trial; its module is closed when the last image that it was heard on is settled. */
        default Drained drained(Instant now, String reason) {
            return new Drained(step().next(now), reason);
        }
    }

    record Announced(Step step, String reason) implements Arriving {
        static Announced of(VersionKey version, Instant now, String reason) {
            return new Announced(new Step(version, now, Duration.ZERO), reason);
        }

        @Override
        public RolloutState state() {
            return RolloutState.ANNOUNCED;
        }

        Fetched fetched(Instant now, Path file) {
            return new Fetched(step.next(now), file);
        }

        /** It served until lately, and its module was kept. */
        Warmed stillLoaded(Instant now, Seat seat) {
            return new Warmed(step.next(now), seat, "still loaded from when it served");
        }
    }

    record Fetched(Step step, Path file) implements Arriving {
        @Override
        public RolloutState state() {
            return RolloutState.FETCHED;
        }

        Verified verified(Instant now, TrustGate.Clearance clearance) {
            return new Verified(step.next(now), file, clearance);
        }
    }

    /** May be loaded: by digest the file that the manifest promises, of somebody trusted, with nothing in it that acts. */
    record Verified(Step step, Path file, TrustGate.Clearance clearance) implements Arriving {
        @Override
        public RolloutState state() {
            return RolloutState.VERIFIED;
        }

        @Override
        public String reason() {
            return clearance.reason();
        }

        @Override
        public Map<String, Double> statistics() {
            return clearance.statistics();
        }

        Loaded loaded(Instant now, Seat seat) {
            return new Loaded(step.next(now), seat);
        }
    }

    record Loaded(Step step, Seat seat) implements Arriving, Seated {
        @Override
        public RolloutState state() {
            return RolloutState.LOADED;
        }

        @Override
        public String reason() {
            return "layout " + seat.model().layout();
        }

        Gated gated(Instant now, GoldenGate.Report golden, Optional<LatencyGate.Report> latency) {
            return new Gated(step.next(now), seat, golden, latency);
        }
    }

    record Gated(Step step, Seat seat, GoldenGate.Report golden, Optional<LatencyGate.Report> latency)
            implements Arriving, Seated {
        @Override
        public RolloutState state() {
            return RolloutState.GATED;
        }

        @Override
        public String reason() {
            return golden.examples() == 0
                    ? "the manifest has no golden examples: only shape and finiteness were checked"
                    : "";
        }

        @Override
        public Map<String, Double> statistics() {
            Map<String, Double> all = new HashMap<>(golden.statistics());
            latency.ifPresent(report -> all.putAll(report.statistics()));
            return all;
        }

        Warmed warmed(Instant now) {
            return new Warmed(step.next(now), seat, "");
        }
    }

    record Warmed(Step step, Seat seat, String reason) implements Ready {
        @Override
        public RolloutState state() {
            return RolloutState.WARMED;
        }

        Shadowing shadowing(Instant now) {
            return new Shadowing(step.next(now), seat, Map.of());
        }

        Canarying canarying(Instant now) {
            return new Canarying(step.next(now), seat, Map.of());
        }
    }

    /** Scores live images without a vote. */
    record Shadowing(Step step, Seat seat, Map<String, Double> statistics) implements OnTrial {
        @Override
        public RolloutState state() {
            return RolloutState.SHADOWING;
        }

        @Override
        public Shadowing seen(Instant now, Map<String, Double> seen) {
            return new Shadowing(step.next(now), seat, seen);
        }
    }

    /** Votes for a share of the images. */
    record Canarying(Step step, Seat seat, Map<String, Double> statistics) implements OnTrial {
        @Override
        public RolloutState state() {
            return RolloutState.CANARYING;
        }

        @Override
        public Canarying seen(Instant now, Map<String, Double> seen) {
            return new Canarying(step.next(now), seat, seen);
        }
    }

    record Serving(Step step, Seat seat, String reason) implements Seated {
        @Override
        public RolloutState state() {
            return RolloutState.SERVING;
        }

        /** It was decided again for what serves already: said once more, so that whoever decided sees an answer. */
        Serving confirmed(Instant now) {
            return new Serving(new Step(step.version(), now, Duration.ZERO), seat, "serves already");
        }

        /** The last image that was admitted under it is settled, and nobody but the feed holds its module, if even that. */
        Drained drained(Instant now, String reason) {
            return new Drained(step.next(now), reason);
        }
    }

    record Drained(Step step, String reason) implements VersionState {
        @Override
        public RolloutState state() {
            return RolloutState.DRAINED;
        }
    }

    /**
     * Unfit here.
     *
     * @param after the state in which it turned out
     */
    record Rejected(Step step, RolloutState after, String reason) implements VersionState {
        @Override
        public RolloutState state() {
            return RolloutState.REJECTED;
        }
    }
}
