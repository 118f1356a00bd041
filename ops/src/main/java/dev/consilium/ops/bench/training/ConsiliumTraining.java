package dev.consilium.ops.bench.training;

import dev.consilium.trainer.TrainedSpecialist;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.recipe.TrainingListener;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Trains in this process, as {@code consilium train} does. */
final class ConsiliumTraining implements TrainingListener {

    private final AtomicLong began = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong images = new AtomicLong();

    private ConsiliumTraining() {}

    /** @param out for the packages */
    static TrainingSpan of(Training training, Path out) throws Exception {
        ConsiliumTraining span = new ConsiliumTraining();
        List<TrainedSpecialist> trained = training.run(out, span);
        return new TrainingSpan(
                (span.ended.get() - span.began.get()) / 1e9,
                span.images.get(),
                trained.stream().map(TrainedSpecialist::loss).toList());
    }

    @Override
    public void started(String specialist, long count) {
        began.accumulateAndGet(System.nanoTime(), Math::min);
    }

    @Override
    public void finished(Progress progress) {
        ended.accumulateAndGet(System.nanoTime(), Math::max);
        images.addAndGet(progress.images());
    }
}
