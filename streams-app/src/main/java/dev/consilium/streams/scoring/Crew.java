package dev.consilium.streams.scoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scorer threads: always as many as there are to be, though one may die or hang. Both are bounded: there is a place for each scorer and for
 * some that hang, and not more than some may die in a while.
 *
 * <p>Any thread.
 */
final class Crew {

    private static final Logger LOG = LoggerFactory.getLogger(Crew.class);
    private static final int MOST_DEATHS = 10;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final BiFunction<Integer, Crew, Scorer> make;
    private final BatchQueue queue;
    private final List<Scorer> working = new CopyOnWriteArrayList<>();
    private final Set<Scorer> hung = new HashSet<>();
    private final Deque<Integer> places = new ArrayDeque<>();
    private final Deque<Long> deaths = new ArrayDeque<>();

    /**
     * @param settings how many
     * @param make a scorer for a place in this crew
     */
    Crew(ScoringSettings settings, BatchQueue queue, BiFunction<Integer, Crew, Scorer> make) {
        this.make = make;
        this.queue = queue;
        IntStream.range(0, settings.places()).forEach(places::addLast);
    }

    synchronized void start(int scorers) {
        for (int i = 0; i < scorers; i++) {
            startOne();
        }
    }

    /** Those that work. */
    List<Scorer> working() {
        return working;
    }

    synchronized int hung() {
        return hung.size();
    }

    /** Another one takes the place of a scorer whose forward does not come back. */
    synchronized void hangs(Scorer scorer) {
        working.remove(scorer);
        hung.add(scorer);
        if (places.isEmpty()) {
            LOG.atError()
                    .addKeyValue("hung", hung.size())
                    .log("A scorer thread hangs and is not replaced: too many hang already");
            queue.scorerEnded();
        } else {
            startOne();
        }
        notifyAll();
    }

    /** The last word of a scorer's thread; one that died is replaced. */
    synchronized void left(Scorer scorer, boolean died) {
        places.addLast(scorer.place());
        if (!hung.remove(scorer)) {
            working.remove(scorer);
            if (died && mayBeReplaced()) {
                startOne();
            } else {
                queue.scorerEnded();
            }
        }
        notifyAll();
    }

    /** Waits until none works any more. */
    synchronized void awaitEnd() throws InterruptedException {
        while (!working.isEmpty()) {
            wait();
        }
    }

    private void startOne() {
        Scorer scorer = make.apply(places.removeFirst(), this);
        Thread thread = new Thread(scorer, "scorer-" + scorer.place());
        // One that hangs for ever must not keep the process alive.
        thread.setDaemon(true);
        thread.setUncaughtExceptionHandler((dead, reason) -> LOG.atError()
                .setMessage("A scorer thread has died")
                .addKeyValue("thread", dead.getName())
                .setCause(reason)
                .log());
        working.add(scorer);
        thread.start();
    }

    private boolean mayBeReplaced() {
        long now = System.nanoTime();
        deaths.removeIf(death -> now - death > WITHIN.toNanos());
        deaths.addLast(now);
        return deaths.size() <= MOST_DEATHS;
    }
}
