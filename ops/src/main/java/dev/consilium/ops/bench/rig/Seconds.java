package dev.consilium.ops.bench.rig;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How long something takes, as it is asked for: in seconds, parts of one too. */
public final class Seconds implements ITypeConverter<Duration> {

    private static final double MILLIS = 1_000;

    @Override
    public Duration convert(String text) {
        try {
            double seconds = Double.parseDouble(text);
            if (seconds >= 0 && !Double.isInfinite(seconds)) {
                return Duration.ofMillis(Math.round(seconds * MILLIS));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is not a number of seconds, such as 40 or 0.5");
    }
}
