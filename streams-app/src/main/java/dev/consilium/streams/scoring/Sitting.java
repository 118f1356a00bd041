package dev.consilium.streams.scoring;

import dev.consilium.streams.circuit.CircuitBreaker;
import dev.consilium.streams.circuit.SpecialistUnavailableException;
import java.util.concurrent.locks.StampedLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A batch in the hands of a scorer, until it is through; or until a forward does not come back in time, and another scorer goes on with it.
 *
 * <p>The scorer's thread, but for {@link #giveUp}, which the watch calls.
 */
final class Sitting {

    private final Batch batch;
    private final StampedLock turns;
    private final long turn;
    private final Attempt attempt = new Attempt();
    // Written before the attempt begins, read by the watch when it has given that up: its lock is in between.
    private @Nullable CircuitBreaker breaker;
    private int seat;

    /** Waits until the batch may run: beside others, or alone. */
    Sitting(Batch batch, StampedLock turns) {
        this.batch = batch;
        this.turns = turns;
        this.turn = batch.isAlone() ? turns.writeLock() : turns.readLock();
    }

    Batch batch() {
        return batch;
    }

    /** Runs a forward of a seat. */
    <T> T under(CircuitBreaker circuit, int number, Supplier<T> forward) throws GivenUpException {
        breaker = circuit;
        seat = number;
        return attempt.at(forward);
    }

    /** The scorer is through, and still the batch's owner. */
    void end() {
        turns.unlock(turn);
    }

    /** The circuit of the specialist whose forward was given up, and has come back. */
    CircuitBreaker cameBack() {
        return breakerInUse();
    }

    /**
     * Takes the batch from its scorer if the forward that it is at takes longer than allowed: its specialist counts as hung, and what is left to do
     * stays in the batch.
     *
     * @return whether it was so, and the batch is the caller's now
     */
    boolean giveUp(long nowNanos, long allowedNanos, String reason) {
        if (!attempt.giveUp(nowNanos, allowedNanos)) {
            return false;
        }
        breakerInUse().hung(reason);
        SpecialistUnavailableException refusal = new SpecialistUnavailableException(reason);
        batch.hearings().forEach(hearing -> hearing.refuse(seat, refusal, nowNanos));
        batch.goOnWith(seat + 1);
        turns.unlock(turn);
        return true;
    }

    private CircuitBreaker breakerInUse() {
        CircuitBreaker circuit = breaker;
        if (circuit == null) {
            throw new IllegalStateException("No forward has begun");
        }
        return circuit;
    }
}
