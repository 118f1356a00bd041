package dev.consilium.streams.circuit;

import dev.consilium.streams.circuit.Circuit.Closed;
import dev.consilium.streams.circuit.Circuit.HalfOpen;
import dev.consilium.streams.circuit.Circuit.Open;
import dev.consilium.streams.roster.Seat;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;

/**
 * The circuit of one loaded version. As long as a forward of it hangs, it is not tried again: that would only cost another thread, and
 * the proof that it hangs is still there. Safe for any thread.
 */
public final class CircuitBreaker {

    private final Seat seat;
    private final BackOff backOff;
    private final LongSupplier nanoTime;
    private final BiConsumer<CircuitBreaker, Circuit> onChange;
    // Read once per batch without the lock; written under it.
    private volatile Circuit circuit;
    private int hanging;
    private long hangingSinceNanos;

    /** @param onChange told of each transition, with the circuit before it, in their order */
    CircuitBreaker(Seat seat, BackOff backOff, LongSupplier nanoTime, BiConsumer<CircuitBreaker, Circuit> onChange) {
        this.seat = seat;
        this.backOff = backOff;
        this.nanoTime = nanoTime;
        this.onChange = onChange;
        this.circuit = Closed.fresh(nanoTime.getAsLong());
    }

    public Seat seat() {
        return seat;
    }

    public Circuit circuit() {
        return circuit;
    }

    /** Whether the specialist is asked. */
    public boolean isClosed() {
        return circuit instanceof Closed;
    }

    /** Why the specialist is not asked; empty when it is. */
    public Optional<String> reason() {
        Circuit now = circuit;
        if (now instanceof Open open) {
            return Optional.of(open.reason());
        }
        return now instanceof HalfOpen trial ? Optional.of(trial.before().reason()) : Optional.empty();
    }

    /** It cannot answer. */
    public synchronized void failed(String reason) {
        if (circuit instanceof Closed closed) {
            become(closed.opened(reason, backOff, nanoTime.getAsLong()));
        } else if (circuit instanceof HalfOpen trial) {
            become(trial.failed(reason, backOff, nanoTime.getAsLong()));
        }
    }

    /** One of its forwards has not come back in time, and still runs. */
    public synchronized void hung(String reason) {
        if (hanging == 0) {
            hangingSinceNanos = nanoTime.getAsLong();
        }
        hanging++;
        failed(reason);
    }

    /** A forward that hung has come back. */
    public synchronized void returned() {
        hanging--;
    }

    /** How long one of its forwards has been known to hang; zero when none does. */
    public synchronized Duration hangingFor() {
        return hanging == 0 ? Duration.ZERO : Duration.ofNanos(nanoTime.getAsLong() - hangingSinceNanos);
    }

    /** Whether the caller is to try it now, and to tell {@link #answered()}, {@link #failed} or {@link #hung}. */
    public synchronized boolean tryNow() {
        if (circuit instanceof Open open && hanging == 0 && open.isDue(nanoTime.getAsLong())) {
            become(open.tried());
            return true;
        }
        return false;
    }

    /** The trial went well. */
    public synchronized void answered() {
        if (circuit instanceof HalfOpen trial) {
            become(trial.answered(nanoTime.getAsLong()));
        }
    }

    private void become(Circuit next) {
        Circuit before = circuit;
        circuit = next;
        onChange.accept(this, before);
    }
}
