package dev.consilium.trainer;

import dev.consilium.trainer.recipe.Epoch;
import dev.consilium.trainer.recipe.TrainingListener;

/** Lets another training go on after each epoch: with more specialists than cores, no core ends up with the last one alone. */
record EpochTurns(TrainingListener listener, AtOnce.Turns turns) implements TrainingListener {

    @Override
    public void started(String specialist, long images) {
        listener.started(specialist, images);
    }

    @Override
    public void advanced(Progress progress) {
        listener.advanced(progress);
    }

    @Override
    public void epochEnded(String specialist, Epoch epoch) {
        listener.epochEnded(specialist, epoch);
        turns.next();
    }

    @Override
    public void finished(Progress progress) {
        listener.finished(progress);
    }
}
