package dev.consilium.ops.guarantee;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.stack.Probe;
import dev.consilium.trainer.publish.RolloutLog;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the instances say on {@code rollouts}. One thread; grows with the run.
 *
 * <p>Where {@code roster --wait} has to find out which instances there are, here their number is known: an answer of each is
 * waited for, and no longer.
 */
final class Trail implements AutoCloseable {

    private static final Probe ANSWERED = Probe.within(Duration.ofSeconds(90), Duration.ofMillis(1));
    private static final Duration POLL = Duration.ofMillis(50);

    private final RolloutLog log;
    private final int instances;
    private final Runnable check;
    private final List<RolloutEvent> events = new ArrayList<>();

    /**
     * Begins with the first event ever.
     *
     * @param instances how many have to answer
     * @param check throws when waiting is of no use any more
     */
    Trail(Connection connection, Topics topics, int instances, Runnable check) {
        this.log = new RolloutLog(connection, topics);
        this.instances = instances;
        this.check = check;
    }

    /** Where the trail ends now; taken before a decision, what follows is the answer to that. */
    int mark() {
        events.addAll(log.readToEnd());
        return events.size();
    }

    /**
     * Waits until each instance has said one of {@code states} of each version.
     *
     * @return the first such event of each version and instance
     * @throws IllegalStateException when that does not come, with what was said instead
     */
    List<RolloutEvent> await(Set<VersionKey> versions, Set<RolloutState> states, int mark) throws InterruptedException {
        ANSWERED.await(
                () -> {
                    check.run();
                    events.addAll(log.poll(POLL));
                    return said(versions, states, mark).size() == versions.size() * instances;
                },
                () -> "not all of the " + instances + " instances say " + states + " of " + versions + "; they say "
                        + since(versions, mark).stream()
                                .map(event -> event.getInstance() + ": " + event.getSpecialist() + "@"
                                        + event.getVersion() + " " + event.getState() + " " + event.getReason())
                                .toList());
        return said(versions, states, mark);
    }

    private List<RolloutEvent> said(Set<VersionKey> versions, Set<RolloutState> states, int mark) {
        Map<String, RolloutEvent> first = new HashMap<>();
        for (RolloutEvent event : since(versions, mark)) {
            if (states.contains(event.getState())) {
                first.putIfAbsent(event.getInstance() + " " + version(event), event);
            }
        }
        return List.copyOf(first.values());
    }

    private List<RolloutEvent> since(Set<VersionKey> versions, int mark) {
        return events.subList(mark, events.size()).stream()
                .filter(event -> versions.contains(version(event)))
                .toList();
    }

    private static VersionKey version(RolloutEvent event) {
        return new VersionKey(event.getSpecialist(), event.getVersion());
    }

    @Override
    public void close() {
        log.close();
    }
}
