package dev.consilium.ops.bench.load;

import java.util.Locale;

/**
 * How many images a second, as it is asked for: a number, or a share of what the app keeps up with.
 *
 * @param text as it was given, {@code 100} or {@code 80%}
 * @param value images a second, or the share
 * @param ofCapacity whether the value is a share
 */
public record Rate(String text, double value, boolean ofCapacity) {

    /** @throws IllegalArgumentException when it is neither, or not greater than 0 */
    public static Rate parse(String text) {
        String stripped = text.strip();
        boolean share = stripped.endsWith("%");
        try {
            double number = Double.parseDouble(share ? stripped.substring(0, stripped.length() - 1) : stripped);
            if (number > 0 && !Double.isInfinite(number)) {
                return new Rate(stripped, share ? number / 100 : number, share);
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException("the rate '" + text
                + "' is neither images a second, such as 100, nor a share of capacity, such as 80%");
    }

    /** Of this capacity. */
    public double imagesPerSecond(double capacity) {
        return ofCapacity ? value * capacity : value;
    }

    /** For a person. */
    public String describe(double capacity) {
        return ofCapacity ? String.format(Locale.ROOT, "%s (%,.0f/s)", text, imagesPerSecond(capacity)) : text + "/s";
    }
}
