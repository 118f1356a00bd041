package dev.consilium.streams.scoring;

import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.streams.circuit.CircuitBreakers;
import dev.consilium.streams.crash.InFlight;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.scoring.BatchRun.Step;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.StampedLock;

/**
 * One scorer thread: takes batch after batch, decodes its images, and lets the specialists of its shape run over it, one
 * after the other. It ends when a forward that it was given up for comes back: another one has its place.
 */
final class Scorer implements Runnable {

    /** Input shapes whose buffers are kept; more are in use only while rosters of other shapes follow each other. */
    private static final int KEPT_SHAPES = 4;

    private static final long IDLE = 0;

    private final int place;
    private final BatchQueue queue;
    private final Crew crew;
    private final ScoringSettings settings;
    private final InFlight inFlight;
    private final StampedLock turns;
    private final DistributionSummary batchSizes;
    private final Timer queueing;
    private final Timer decoding;
    private final ImageDecoder decoder;
    private final Questioning questioning;
    // Least recently used first.
    private final Map<InputShape, ImageBatch> buffers = new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);
    private volatile long busySinceNanos = IDLE;
    private volatile Optional<Sitting> sitting = Optional.empty();

    /** What all scorers share. */
    record Shared(
            BatchQueue queue,
            ScoringSettings settings,
            // By batches, but for one that is to run alone. Not owned by threads: the watch unlocks for one that hangs.
            StampedLock turns,
            CircuitBreakers breakers,
            Meters meters) {}

    /** @param place among the scorers, those that hang included: whose journal it keeps */
    Scorer(int place, Crew crew, InFlight inFlight, Shared shared) {
        this.place = place;
        this.crew = crew;
        this.inFlight = inFlight;
        this.queue = shared.queue();
        this.settings = shared.settings();
        this.turns = shared.turns();
        this.batchSizes = shared.meters().summary(Metric.BATCH_SIZE);
        this.queueing = shared.meters().timer(Metric.QUEUE);
        this.decoding = shared.meters().timer(Metric.DECODE);
        this.decoder = new ImageDecoder(settings.imageLimits());
        this.questioning = new Questioning(settings.probabilities(), shared.breakers(), decoder, shared.meters());
    }

    @Override
    public void run() {
        boolean died = true;
        try {
            Optional<Batch> batch = queue.take();
            while (batch.isPresent() && score(batch.get())) {
                batch = queue.take();
            }
            died = false;
        } catch (InterruptedException e) {
            died = false;
            Thread.currentThread().interrupt();
        } finally {
            buffers.values().forEach(ImageBatch::close);
            crew.left(this, died);
        }
    }

    int place() {
        return place;
    }

    /** How long the batch at hand has been running; 0 when there is none. Any thread. */
    long busyNanos() {
        long since = busySinceNanos;
        return since == IDLE ? 0 : Math.max(0, System.nanoTime() - since);
    }

    /** The batch at hand. Any thread. */
    Optional<Sitting> sitting() {
        return sitting;
    }

    /** Whether the scorer may go on: the batch was its own to the end. */
    private boolean score(Batch batch) {
        busySinceNanos = Math.max(1, System.nanoTime());
        Sitting now = new Sitting(batch, turns);
        sitting = Optional.of(now);
        boolean mine = true;
        try {
            question(now);
        } catch (GivenUpException e) {
            mine = false;
            now.cameBack().returned();
        } finally {
            inFlight.clear();
            sitting = Optional.empty();
            if (mine) {
                now.end();
                // Nothing is open any more, unless the lines above have thrown.
                batch.close("A thread of the scoring engine has died at this image");
                queue.done();
            }
            busySinceNanos = IDLE;
        }
        return mine;
    }

    private void question(Sitting now) throws GivenUpException {
        Batch batch = now.batch();
        int seats = batch.seats().size();
        BatchRun run = new BatchRun(busySinceNanos, seats);
        for (Hearing hearing : batch.hearings()) {
            inFlight.add(hearing.partition(), hearing.offset());
            hearing.taken(run);
            queueing.record(run.takenAtNanos() - hearing.askedAtNanos(), TimeUnit.NANOSECONDS);
        }
        ImageBatch images = buffer(batch.shape());
        List<Hearing> legible = decode(batch, images);
        run.decoded(new Step(run.takenAtNanos(), System.nanoTime(), batch.size()));
        if (!legible.isEmpty()) {
            batchSizes.record(legible.size());
            for (int seat = batch.nextSeat(); seat < seats; seat++) {
                questioning.hear(now, seat, legible, images, run);
            }
        }
    }

    /** Puts the images one after the other into the buffer; those whose images are there, in that order. */
    private List<Hearing> decode(Batch batch, ImageBatch images) {
        List<Hearing> legible = new ArrayList<>(batch.size());
        for (Hearing hearing : batch.hearings()) {
            long start = System.nanoTime();
            try {
                images.put(legible.size(), decoder.decode(hearing.image(), batch.shape()));
                legible.add(hearing);
            } catch (BadImageException | RuntimeException e) {
                // Whatever a decoder stumbles over, it is this image that it stumbles over.
                hearing.refuseAll(new IllegibleImageException(e), System.nanoTime());
            }
            decoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
        return legible;
    }

    private ImageBatch buffer(InputShape shape) {
        ImageBatch known = buffers.get(shape);
        if (known != null) {
            return known;
        }
        if (buffers.size() == KEPT_SHAPES) {
            InputShape eldest = buffers.keySet().iterator().next();
            Optional.ofNullable(buffers.remove(eldest)).ifPresent(ImageBatch::close);
        }
        ImageBatch made = new ImageBatch(shape, settings.batchSize());
        buffers.put(shape, made);
        return made;
    }
}
