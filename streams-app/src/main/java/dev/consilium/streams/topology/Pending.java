package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A consultation in the queue of its task, and the opinions that have been asked for. StreamThread only. */
final class Pending {

    private final Consultation consultation;
    private final int specialists;
    private final Map<String, Opinion> opinions;
    // The specialists of a batch run one after the other: who was asked last usually answers last, and is looked at
    // first.
    private final Deque<CompletableFuture<Confidence>> latestFirst;

    Pending(Consultation consultation, int specialists) {
        this.consultation = consultation;
        this.specialists = specialists;
        this.opinions = new HashMap<>(specialists * 2);
        this.latestFirst = new ArrayDeque<>(specialists);
    }

    Consultation consultation() {
        return consultation;
    }

    void add(Opinion opinion) {
        opinions.put(opinion.specialist(), opinion);
        latestFirst.addFirst(opinion.confidence());
        // Heard by the same scorer in the same batch: whoever waits for one waits for the other.
        opinion.trial().ifPresent(latestFirst::addFirst);
    }

    /** Whether every specialist has been asked. */
    boolean isAsked() {
        return opinions.size() == specialists;
    }

    /** Whether every specialist has answered or refused. */
    boolean isAnswered() {
        if (!isAsked()) {
            return false;
        }
        for (CompletableFuture<Confidence> opinion : latestFirst) {
            if (!opinion.isDone()) {
                return false;
            }
        }
        return true;
    }

    Opinion opinionOf(String specialist) {
        return Objects.requireNonNull(opinions.get(specialist), "every specialist of the topology is asked");
    }

    /** What a specialist's version on trial says; empty when there is none, or when it gave none by now. */
    Optional<Confidence> trialOf(String specialist) {
        return opinionOf(specialist).trial().flatMap(Pending::given);
    }

    /** What an opinion says; empty when it is still being formed or was refused. */
    static Optional<Confidence> given(CompletableFuture<Confidence> opinion) {
        return opinion.isDone() && !opinion.isCompletedExceptionally() ? Optional.of(opinion.join()) : Optional.empty();
    }

    /** Why an opinion was refused; empty when it was not, or not yet. */
    static Optional<Throwable> refused(CompletableFuture<Confidence> opinion) {
        if (!opinion.isDone()) {
            return Optional.empty();
        }
        try {
            opinion.join();
            // Given, perhaps just after the caller has looked for it.
            return Optional.empty();
        } catch (CompletionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        }
    }

    /** Waits until every specialist has answered or refused, but no longer than given. */
    void await(long nanos) throws InterruptedException {
        long deadline = System.nanoTime() + nanos;
        for (CompletableFuture<Confidence> opinion : latestFirst) {
            if (!answeredBy(deadline, opinion)) {
                return;
            }
        }
    }

    private static boolean answeredBy(long deadline, CompletableFuture<Confidence> opinion)
            throws InterruptedException {
        try {
            opinion.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException refused) {
            return true; // an answer as well
        } catch (TimeoutException e) {
            return false;
        }
    }
}
