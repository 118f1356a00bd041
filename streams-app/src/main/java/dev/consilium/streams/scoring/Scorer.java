package dev.consilium.streams.scoring;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.NonFiniteLogitsException;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.torch.ImageBatch;
import dev.consilium.streams.crash.InFlight;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import dev.consilium.streams.scoring.BatchRun.Step;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One scorer thread: takes batch after batch, decodes its images, and lets the specialists of its shape run over it, one
 * after the other.
 */
final class Scorer implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Scorer.class);

    /** Input shapes whose buffers are kept; more are in use only while rosters of other shapes follow each other. */
    private static final int KEPT_SHAPES = 4;

    private static final long IDLE = 0;

    private final BatchQueue queue;
    private final ScoringSettings settings;
    private final InFlight inFlight;
    private final ReadWriteLock turns;
    private final Meters meters;
    private final DistributionSummary batchSizes;
    private final Timer queueing;
    private final Timer decoding;
    private final ImageDecoder decoder;
    // Least recently used first.
    private final Map<InputShape, ImageBatch> buffers = new LinkedHashMap<>(KEPT_SHAPES, 0.75f, true);
    private volatile long busySinceNanos = IDLE;

    /** @param turns of all scorers: shared by batches, but for one that is to run alone */
    Scorer(BatchQueue queue, ScoringSettings settings, InFlight inFlight, ReadWriteLock turns, Meters meters) {
        this.queue = queue;
        this.settings = settings;
        this.inFlight = inFlight;
        this.turns = turns;
        this.meters = meters;
        this.batchSizes = meters.summary(Metric.BATCH_SIZE);
        this.queueing = meters.timer(Metric.QUEUE);
        this.decoding = meters.timer(Metric.DECODE);
        this.decoder = new ImageDecoder(settings.imageLimits());
    }

    @Override
    public void run() {
        try {
            for (Optional<Batch> batch = queue.take(); batch.isPresent(); batch = queue.take()) {
                score(batch.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            queue.scorerEnded();
            buffers.values().forEach(ImageBatch::close);
        }
    }

    /** How long the batch at hand has been running; 0 when there is none. Any thread. */
    long busyNanos() {
        long since = busySinceNanos;
        return since == IDLE ? 0 : Math.max(0, System.nanoTime() - since);
    }

    private void score(Batch batch) {
        busySinceNanos = Math.max(1, System.nanoTime());
        Lock turn = batch.isAlone() ? turns.writeLock() : turns.readLock();
        turn.lock();
        try {
            List<Seat> seats = batch.seats();
            BatchRun run = new BatchRun(busySinceNanos, seats.size());
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
                for (int i = 0; i < seats.size(); i++) {
                    hear(seats.get(i), i, legible, images, batch.trials(), run);
                }
            }
        } finally {
            inFlight.clear();
            turn.unlock();
            // Nothing is open any more, unless the lines above have thrown.
            batch.close("A thread of the scoring engine has died at this image");
            busySinceNanos = IDLE;
            queue.done();
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

    /** A specialist that throws fails its own opinions, not its neighbours' and not this thread. */
    private void hear(
            Seat seat, int index, List<Hearing> hearings, ImageBatch images, List<Trial> trials, BatchRun run) {
        Specialist specialist = seat.specialist();
        long start = System.nanoTime();
        try {
            float[] logits = seat.model().forward(images, hearings.size());
            long end = System.nanoTime();
            run.ran(index, new Step(start, end, hearings.size()));
            meters.timer(Metric.FORWARD, specialist.name()).record(end - start, TimeUnit.NANOSECONDS);
            for (Trial trial : trials) {
                trial.ran(seat, end - start, hearings.size());
            }
            for (int slot = 0; slot < hearings.size(); slot++) {
                Hearing hearing = hearings.get(slot);
                try {
                    hearing.give(index, opinion(specialist, logits, slot), end);
                } catch (NonFiniteLogitsException e) {
                    hearing.refuse(index, e, end);
                }
            }
        } catch (RuntimeException e) {
            long end = System.nanoTime();
            run.ran(index, new Step(start, end, hearings.size()));
            LOG.atWarn()
                    .setMessage("A specialist failed on a batch")
                    .addKeyValue("specialist", specialist.name())
                    .addKeyValue("version", specialist.version())
                    .addKeyValue("images", hearings.size())
                    .addKeyValue("reason", e.toString())
                    .log();
            hearings.forEach(hearing -> hearing.refuse(index, e, end));
        }
    }

    private Confidence opinion(Specialist specialist, float[] logits, int slot) {
        int offset = slot * specialist.classes();
        return settings.probabilities() ? specialist.fullOpinion(logits, offset) : specialist.opinion(logits, offset);
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
