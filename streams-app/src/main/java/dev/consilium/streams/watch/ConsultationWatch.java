package dev.consilium.streams.watch;

import dev.consilium.avro.Image;
import dev.consilium.avro.Outcome;
import dev.consilium.avro.Prediction;
import dev.consilium.specialist.image.ImageLimits;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows a sample of consultations to whoever looks on: a few a second, and those that ended otherwise than with a decision at a
 * pace of their own, so that they are not missed among many. What is shown has its outcome, which need not be committed
 * yet.
 *
 * <p>StreamThreads tell what they settled: that costs them one volatile read while nobody looks on, and they never wait.
 * Pictures are made and handed out on a thread that exists only while somebody looks on. Any thread may subscribe.
 */
public final class ConsultationWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsultationWatch.class);

    static final int MOST_SUBSCRIBERS = 32;

    private static final int LATEST = 8;
    private static final int WAITING = 8;

    private final Pace ordinary = new Pace(Duration.ofMillis(400));
    private final Pace remarkable = new Pace(Duration.ofMillis(700));
    private final BlockingQueue<Settled> waiting = new ArrayBlockingQueue<>(WAITING);
    private final ImageLimits limits;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Deque<Sighting> latest = new ArrayDeque<>();
    private Optional<Thread> painter = Optional.empty();
    private long shown;
    private boolean closed;
    private volatile boolean watched;

    /** A settled consultation whose picture is not made yet. */
    private sealed interface Settled {
        Optional<Image> image();

        Sighting sighting(long number, @Nullable String picture);

        record Decided(Optional<Image> image, Prediction prediction, long millis) implements Settled {
            @Override
            public Sighting sighting(long number, @Nullable String picture) {
                return Sighting.of(number, prediction, millis, picture);
            }
        }

        record Buried(Optional<Image> image, String place, String reason, long millis) implements Settled {
            @Override
            public Sighting sighting(long number, @Nullable String picture) {
                return Sighting.deadLetter(number, image.map(Image::getId).orElse(""), place, reason, millis, picture);
            }
        }
    }

    public ConsultationWatch(ImageLimits limits) {
        this.limits = limits;
    }

    /** Whether anybody looks on. */
    public boolean isWatched() {
        return watched;
    }

    /**
     * A prediction was forwarded.
     *
     * @param admittedAt in milliseconds of the clock that {@code decidedAt} is of
     */
    public void decided(Image image, Prediction prediction, long admittedAt) {
        if (!watched) {
            return;
        }
        Pace pace = prediction.getOutcome() == Outcome.DECIDED ? ordinary : remarkable;
        if (pace.letsThrough()) {
            offer(new Settled.Decided(
                    Optional.of(image), prediction, prediction.getDecidedAt().toEpochMilli() - admittedAt));
        }
    }

    /**
     * A dead letter was forwarded.
     *
     * @param image as far as it could be read
     * @param place topic-partition-offset of the image
     */
    public void buried(Optional<Image> image, String place, Throwable reason, long millis) {
        if (watched && remarkable.letsThrough()) {
            String message = reason.getMessage() == null ? reason.toString() : reason.getMessage();
            offer(new Settled.Buried(image, place, message, millis));
        }
    }

    /** Looks on from now, after the latest that others saw; empty when too many do already, or the watch has ended. */
    public synchronized Optional<Subscription> subscribe() {
        if (closed || subscriptions.size() == MOST_SUBSCRIBERS) {
            return Optional.empty();
        }
        Subscription subscription = new Subscription(this);
        latest.forEach(subscription::offer);
        subscriptions.add(subscription);
        if (painter.isEmpty()) {
            Thread thread = new Thread(this::paint, "consultation-watch");
            thread.setDaemon(true);
            thread.start();
            painter = Optional.of(thread);
        }
        watched = true;
        return Optional.of(subscription);
    }

    synchronized void leave(Subscription subscription) {
        subscriptions.remove(subscription);
        if (subscriptions.isEmpty()) {
            rest();
        }
    }

    /** Ends every subscription. */
    @Override
    public synchronized void close() {
        closed = true;
        subscriptions.forEach(Subscription::end);
        subscriptions.clear();
        rest();
    }

    private void rest() {
        watched = false;
        painter.ifPresent(Thread::interrupt);
        painter = Optional.empty();
        waiting.clear();
        latest.clear();
    }

    private void offer(Settled settled) {
        // A full queue means that more would be shown than pictures can be made of.
        boolean unused = waiting.offer(settled);
    }

    private void paint() {
        Thumbnail thumbnail = new Thumbnail(limits);
        try {
            while (true) {
                Settled settled = waiting.take();
                show(settled, settled.image().flatMap(thumbnail::of));
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("Nobody looks on");
        }
    }

    private synchronized void show(Settled settled, Optional<String> picture) {
        shown++;
        Sighting sighting = settled.sighting(shown, picture.orElse(null));
        if (latest.size() == LATEST) {
            latest.removeFirst();
        }
        latest.addLast(sighting);
        subscriptions.forEach(subscription -> subscription.offer(sighting));
    }
}
