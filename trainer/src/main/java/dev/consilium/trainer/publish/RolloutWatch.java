package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Follows what the instances make of a decision. Open it before deciding: what they said until then tells which instances
 * there are; what they say after is their answer.
 *
 * <p>One thread at a time.
 */
public final class RolloutWatch implements AutoCloseable {

    /** Instances that are alive have announced the version by then, whether they were known before or not. */
    private static final Duration ANNOUNCED_BY = Duration.ofSeconds(3);

    /** An instance that was known and says nothing for so long is gone. */
    private static final Duration SILENT_AFTER = Duration.ofSeconds(20);

    static final Set<RolloutState> SERVES = EnumSet.of(RolloutState.SERVING);

    /** Where a version on trial arrives. */
    static final Set<RolloutState> ON_TRIAL = EnumSet.of(RolloutState.SHADOWING, RolloutState.CANARYING);

    private static final Duration STEP = Duration.ofMillis(100);

    private final RolloutLog log;
    private final Set<String> known;

    /** Reads the trail so far. */
    public RolloutWatch(Connection connection, Topics topics) {
        this.log = new RolloutLog(connection, topics);
        Instances before = new Instances();
        log.readToEnd().forEach(before::see);
        this.known = before.alive();
    }

    /**
     * Waits until every instance serves every version, or one refuses one, or the limit is over.
     *
     * @param listener told of each event about one of the versions
     */
    public WaitOutcome await(Set<VersionKey> versions, Duration limit, Consumer<RolloutEvent> listener) {
        return await(versions, SERVES, limit, listener::accept);
    }

    /** Told of a roll-out while it goes on. */
    @FunctionalInterface
    interface Listener {

        /** Something was said about one of the versions. */
        void happened(RolloutEvent event);

        /**
         * How it stands now; told again and again.
         *
         * @param expected instances that have to answer
         */
        default void stands(Instances answers, Set<String> expected) {}
    }

    /** The same, until every instance says one of {@code goals} of every version. */
    WaitOutcome await(Set<VersionKey> versions, Set<RolloutState> goals, Duration limit, Listener listener) {
        Instances answers = new Instances();
        Set<String> answering = new TreeSet<>();
        List<RolloutEvent> refusals = new ArrayList<>();
        long begin = System.nanoTime();
        while (true) {
            for (RolloutEvent event : log.poll(STEP)) {
                VersionKey version = new VersionKey(event.getSpecialist(), event.getVersion());
                if (versions.contains(version)) {
                    boolean isNews = !TrialProgress.isOne(event)
                            || answers.last(event.getInstance(), version)
                                    .filter(TrialProgress::isOne)
                                    .isEmpty();
                    answers.see(event);
                    if (isNews) {
                        listener.happened(event);
                    }
                    if (event.getState() != RolloutState.DECIDED) {
                        answering.add(event.getInstance());
                    }
                    if (event.getState() == RolloutState.REJECTED) {
                        refusals.add(event);
                    }
                }
            }
            Duration waited = Duration.ofNanos(System.nanoTime() - begin);
            Set<String> expected = new TreeSet<>(answering);
            if (waited.compareTo(SILENT_AFTER) < 0) {
                expected.addAll(known);
            }
            Set<String> missing = new TreeSet<>(expected);
            missing.removeIf(instance -> hasReached(goals, answers, instance, versions));
            listener.stands(answers, expected);
            if (!refusals.isEmpty()) {
                return new WaitOutcome.Refused(refusals);
            }
            if (missing.isEmpty() && !answering.isEmpty() && waited.compareTo(ANNOUNCED_BY) > 0) {
                Set<String> silent = new TreeSet<>(known);
                silent.removeAll(answering);
                return new WaitOutcome.Served(answering, silent);
            }
            if (waited.compareTo(limit) > 0) {
                return new WaitOutcome.Unfinished(missing);
            }
        }
    }

    private static boolean hasReached(
            Set<RolloutState> goals, Instances answers, String instance, Set<VersionKey> versions) {
        return versions.stream()
                .allMatch(version -> answers.last(instance, version)
                        .filter(event -> goals.contains(event.getState()))
                        .isPresent());
    }

    @Override
    public void close() {
        log.close();
    }
}
