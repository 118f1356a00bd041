package dev.consilium.trainer.publish;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Points in time on the command line: 2026-11-24T10:00:00Z, or how long ago: 90s, 30m, 2h, 7d. */
public final class TimeText implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        return parse(text, InstantSource.system());
    }

    static Instant parse(String text, InstantSource clock) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            try {
                return clock.instant().minus(new DurationText().convert(text));
            } catch (TypeConversionException neither) {
                throw new TypeConversionException("'" + text
                        + "' is no time: write one like 2026-11-24T10:00:00Z, or how long ago: 90s, 30m, 2h, 7d");
            }
        }
    }
}
