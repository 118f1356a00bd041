package dev.consilium.trainer.evaluate;

/** Where a figure lies with 95 % confidence, as far as the choice of the images goes. NaN where nothing was counted. */
record Interval(double low, double high) {
    static final Interval NONE = new Interval(Double.NaN, Double.NaN);
}
