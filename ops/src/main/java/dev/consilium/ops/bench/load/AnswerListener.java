package dev.consilium.ops.bench.load;

/** Is told of answers as they are read, by the thread that reads them. */
@FunctionalInterface
public interface AnswerListener {

    /** Nobody who wants to know. */
    AnswerListener NONE = (partition, dueNanos, nowNanos) -> {};

    /**
     * An answer was read.
     *
     * @param partition of the image
     * @param dueNanos when the image was meant to be sent, in the terms of {@code System.nanoTime()}
     * @param nowNanos when its answer was read
     */
    void read(int partition, long dueNanos, long nowNanos);
}
