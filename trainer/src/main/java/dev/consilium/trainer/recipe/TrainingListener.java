package dev.consilium.trainer.recipe;

/** Follows a training. Called by the threads that train, several at a time: be quick and thread-safe. */
public interface TrainingListener {
    /** Hears nothing. */
    TrainingListener SILENT = new TrainingListener() {};

    /** A specialist's training begins. */
    default void started(String specialist, long images) {}

    /** Some more of its images have been trained on. */
    default void advanced(Progress progress) {}

    /** All of its own images have been seen once more. */
    default void epochEnded(String specialist, Epoch epoch) {}

    /** Its training has ended. */
    default void finished(Progress progress) {}

    /**
     * Where one specialist's training stands.
     *
     * @param epoch from 1
     * @param images trained on so far, over all epochs
     * @param totalImages of the whole training
     * @param loss mean over the current epoch so far
     */
    record Progress(String specialist, int epoch, int epochs, long images, long totalImages, double loss) {}
}
