package dev.consilium.streams.topology;

import dev.consilium.streams.circuit.CircuitBreaker;
import dev.consilium.streams.circuit.CircuitBreakers;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.topology.TopologyConfig.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether enough specialists can answer for a prediction. Any thread. */
final class Attendance {

    /** Of {@code consultation.deadline}: whoever hangs for that long will not come back. */
    private static final int LOST_AFTER = 2;

    private final CircuitBreakers circuits;
    private final int needed;
    private final boolean waits;
    private final Duration lostAfter;

    Attendance(TopologyConfig config, CircuitBreakers circuits) {
        this.circuits = circuits;
        this.needed = config.opinionsNeeded();
        this.waits = config.unavailable() == Unavailable.WAIT;
        this.lostAfter = config.deadline().multipliedBy(LOST_AFTER);
    }

    /**
     * Checked before an image is admitted: it then waits in its topic, where any number has room.
     *
     * @throws OutOfQuorumException when too few can answer, and images wait
     * @throws SpecialistLostException when that will not change any more in this process
     */
    void require(Roster roster) {
        if (circuits.allClosed() || !waits) {
            return;
        }
        List<String> absent = new ArrayList<>();
        Duration longest = Duration.ZERO;
        for (Seat seat : roster.seats()) {
            CircuitBreaker breaker = circuits.of(seat);
            if (!breaker.isClosed()) {
                absent.add(seat.specialist() + ": " + breaker.reason().orElse("it was tried a moment ago"));
                Duration hangs = breaker.hangingFor();
                longest = hangs.compareTo(longest) > 0 ? hangs : longest;
            }
        }
        if (roster.seats().size() - absent.size() >= needed) {
            return;
        }
        String message =
                "Images need the opinions of " + needed + " specialists; not available: " + String.join("; ", absent);
        if (longest.compareTo(lostAfter) > 0) {
            throw new SpecialistLostException(message + "; hangs for " + longest.toSeconds() + " s");
        }
        throw new OutOfQuorumException(message);
    }
}
