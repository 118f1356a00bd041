package dev.consilium.trainer.report;

/** Something drawn: a {@link Page} shows it, and {@link ChartFiles} make pictures of it. */
public interface Chart {
    /** Takes its colours from chart.css, and scales to the room it is given. */
    Svg svg();
}
