package dev.consilium.ops.doctor;

import dev.consilium.schemas.access.Duty;
import java.util.Arrays;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duty by its name. */
final class DutyName implements ITypeConverter<Duty> {
    @Override
    public Duty convert(String text) {
        return Arrays.stream(Duty.values())
                .filter(duty -> duty.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + Arrays.stream(Duty.values()).map(Duty::toString).collect(Collectors.joining(", "))));
    }
}
