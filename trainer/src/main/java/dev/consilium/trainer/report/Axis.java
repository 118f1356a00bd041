package dev.consilium.trainer.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/**
 * An axis with a tick at each step: 1, 2 or 5 times a power of ten.
 *
 * @param name of what it measures
 * @param from where it begins: at a tick
 * @param to where it ends, above {@code from}
 */
public record Axis(String name, double from, double to, double step) {
    private static final int STEPS = 5;
    /** Of shares: what is finer is chance. */
    private static final double LEAST_STEP = 0.01;

    private static final double ROUNDING = 1e-9;
    private static final int LEGIBLE_DIGITS = 4;
    private static final double THOUSANDS = 100_000;

    /** Shares from 0 to 1. */
    public static Axis share(String name) {
        return new Axis(name, 0, 1, 0.2);
    }

    /** Shares from a half to 1. */
    public static Axis upperHalf(String name) {
        return new Axis(name, 0.5, 1, 0.1);
    }

    /** A part of the shares from 0 to 1 that holds the values: small differences show. */
    public static Axis shareAround(String name, List<Double> shares) {
        double least = finite(shares).min().orElse(0);
        double largest = finite(shares).max().orElse(1);
        double step = Math.max(LEAST_STEP, step(largest - least));
        double from = Math.min(1 - step, Math.floor(least / step + ROUNDING) * step);
        return new Axis(name, from, Math.max(from + step, Math.ceil(largest / step - ROUNDING) * step), step);
    }

    /** From 0 to the largest value or a little above it. */
    public static Axis fromZero(String name, List<Double> values) {
        double largest = finite(values).filter(value -> value > 0).max().orElse(1);
        double step = step(largest);
        return new Axis(name, 0, Math.ceil(largest / step - ROUNDING) * step, step);
    }

    /** What is counted, from 0 to just {@code largest}. */
    public static Axis count(String name, int largest) {
        return new Axis(name, 0, Math.max(1, largest), Math.max(1, step(largest)));
    }

    /** Where the ticks are. */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (int tick = 0; from + tick * step <= to + step * ROUNDING; tick++) {
            ticks.add(from + tick * step);
        }
        return ticks;
    }

    /** What to write at a tick. */
    String label(double tick) {
        int digits = (int) Math.max(0, Math.ceil(-Math.log10(step) - ROUNDING));
        if (Math.abs(tick) < step / 2) {
            return "0";
        }
        if (digits > LEGIBLE_DIGITS) {
            return String.format(Locale.ROOT, "%.1e", tick).replace(".0e", "e").replace("e-0", "e-");
        }
        return to >= THOUSANDS
                ? String.format(Locale.ROOT, "%,.0fk", tick / 1000)
                : String.format(Locale.ROOT, "%,." + digits + "f", tick);
    }

    /** A value, as exactly as a person wants it. */
    static String exact(double value) {
        return new BigDecimal(value)
                .round(new MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static double step(double range) {
        if (!(range > 0)) {
            return 0;
        }
        double power = Math.pow(10, Math.floor(Math.log10(range / STEPS)));
        double factor = range / STEPS / power;
        return power * (factor <= 1 + ROUNDING ? 1 : factor <= 2 + ROUNDING ? 2 : factor <= 5 + ROUNDING ? 5 : 10);
    }

    private static DoubleStream finite(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).filter(Double::isFinite);
    }
}
