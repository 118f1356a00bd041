package dev.consilium.trainer.report;

/** Something drawn. */
public interface Chart {
    /** An {@code <svg>} element that takes its colours from the {@link Page}'s style and scales to the room it is given. */
    String svg();
}
