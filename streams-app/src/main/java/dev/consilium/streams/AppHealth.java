package dev.consilium.streams;

import dev.consilium.streams.http.Health;
import dev.consilium.streams.roster.RosterStatus;
import dev.consilium.streams.scoring.ScoringEngine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Whether the process can go on (live) and whether images are answered (ready). Any thread.
 *
 * @param roster what the roster feed is doing
 * @param consultations whether a topology runs, and whether it has given up
 * @param stopped why images do not move
 * @param engine runs the specialists
 * @param longestForward a scorer that is at one batch for longer hangs, and only a restart helps
 */
record AppHealth(
        Supplier<RosterStatus> roster,
        Consultations consultations,
        Supplier<Optional<String>> stopped,
        ScoringEngine engine,
        Duration longestForward) {

    Health health() {
        List<String> fatal = new ArrayList<>();
        if (consultations.gaveUp().isDone()) {
            fatal.add(consultations.gaveUp().join());
        }
        if (!engine.alive()) {
            fatal.add("Scorer threads have died, or hang, and are not replaced any more");
        }
        if (engine.longestForward().compareTo(longestForward) > 0) {
            fatal.add("A scorer has been at one batch for more than " + longestForward.toSeconds() + " s");
        }
        List<String> reasons = new ArrayList<>(fatal);
        reasons.addAll(notReady());
        return new Health(fatal.isEmpty(), reasons.isEmpty(), reasons);
    }

    private List<String> notReady() {
        List<String> reasons = new ArrayList<>();
        RosterStatus status = roster.get();
        if (!status.isReady()) {
            reasons.add(reason(status));
        }
        reasons.addAll(status.problems());
        Optional<KafkaStreams.State> state = consultations.state();
        if (status.isReady() && state.filter(KafkaStreams.State.RUNNING::equals).isEmpty()) {
            reasons.add("Kafka Streams is " + state.map(Enum::name).orElse("not started"));
        }
        stopped.get().ifPresent(reason -> reasons.add("The line stands: " + reason));
        return reasons;
    }

    private static String reason(RosterStatus status) {
        return switch (status.phase()) {
            case CONNECTING -> "The roster has not been read yet";
            case WAITING -> "The roster is empty: publish a specialist";
            case STARTING, SERVING -> "Not every specialist of the roster serves yet";
            case STOPPED -> "The roster feed has stopped";
        };
    }
}
