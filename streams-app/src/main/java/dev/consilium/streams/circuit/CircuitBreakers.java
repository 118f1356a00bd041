package dev.consilium.streams.circuit;

import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.torch.TorchScriptModel;
import dev.consilium.streams.circuit.Circuit.Closed;
import dev.consilium.streams.circuit.Circuit.Open;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Seat;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The circuit of each version that is heard; a version that was loaded anew begins anew. Every transition is logged and counted. Safe
 * for any thread.
 */
public final class CircuitBreakers {

    private static final Logger LOG = LoggerFactory.getLogger(CircuitBreakers.class);
    private static final double YES = 1;

    private final BackOff backOff;
    private final LongSupplier nanoTime;
    private final Meters meters;
    private final Map<TorchScriptModel, CircuitBreaker> breakers = new ConcurrentHashMap<>();
    private volatile boolean allClosed = true;

    /** @param nanoTime as {@link System#nanoTime()} counts */
    public CircuitBreakers(BackOff backOff, LongSupplier nanoTime, Meters meters) {
        this.backOff = backOff;
        this.nanoTime = nanoTime;
        this.meters = meters;
    }

    /** The breaker of a version. */
    public CircuitBreaker of(Seat seat) {
        CircuitBreaker known = breakers.get(seat.model());
        return known != null
                ? known
                : breakers.computeIfAbsent(
                        seat.model(), absent -> new CircuitBreaker(seat, backOff, nanoTime, this::changed));
    }

    /** Whether every version is asked: all that is looked at as long as all is well. */
    public boolean allClosed() {
        return allClosed;
    }

    /** Those that may be due for a trial. */
    public List<CircuitBreaker> open() {
        return breakers.values().stream()
                .filter(breaker -> breaker.circuit() instanceof Open)
                .toList();
    }

    /** Versions that are not asked. */
    public List<CircuitStatus> notAsked() {
        return breakers.values().stream()
                .filter(breaker -> !breaker.isClosed())
                .map(breaker -> CircuitStatus.of(breaker, nanoTime.getAsLong()))
                .sorted(Comparator.comparing(CircuitStatus::specialist).thenComparing(CircuitStatus::version))
                .toList();
    }

    /** Forgets versions that nobody holds any more. */
    public synchronized void forgetUnused() {
        if (breakers.keySet().removeIf(model -> !model.isInUse())) {
            show();
        }
    }

    private synchronized void changed(CircuitBreaker breaker, Circuit before) {
        show();
        Specialist specialist = breaker.seat().specialist();
        Circuit now = breaker.circuit();
        meters.count(Metric.CIRCUIT_TRANSITIONS, specialist.name(), now.label());
        LOG.atLevel(now instanceof Open ? Level.WARN : Level.INFO)
                .setMessage(told(now))
                .addKeyValue("specialist", specialist.name())
                .addKeyValue("version", specialist.version())
                .addKeyValue("before", before.label())
                .addKeyValue("reason", breaker.reason().orElse(""))
                .addKeyValue(
                        "backOffMillis",
                        now instanceof Open open ? open.backOff().toMillis() : 0)
                .log();
    }

    private static String told(Circuit circuit) {
        if (circuit instanceof Open) {
            return "A specialist is not asked for a while";
        }
        return circuit instanceof Closed ? "A specialist is asked again" : "A specialist is tried";
    }

    private void show() {
        Map<List<String>, Double> open = new HashMap<>();
        for (CircuitBreaker breaker : breakers.values()) {
            if (!breaker.isClosed()) {
                Specialist specialist = breaker.seat().specialist();
                open.put(List.of(specialist.name(), specialist.version()), YES);
            }
        }
        allClosed = open.isEmpty();
        meters.show(Metric.CIRCUIT_OPEN, open);
    }
}
