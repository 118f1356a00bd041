package dev.consilium.streams.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Sizes as text with a unit: {@code 512KiB}, {@code 10MiB}, {@code 2GiB}, or plain bytes. */
final class Sizes {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,12})\\s*(b|kib|mib|gib)?");

    private Sizes() {}

    static long parse(String key, String text) {
        Matcher matcher = TEXT.matcher(text.trim().toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new ConfigException(
                    key, text, "must be bytes, or a number with a unit (KiB, MiB, GiB), for example 10MiB");
        }
        long amount = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2) == null ? "b" : matcher.group(2);
        return switch (unit) {
            case "kib" -> amount << 10;
            case "mib" -> amount << 20;
            case "gib" -> amount << 30;
            default -> amount;
        };
    }

    static ConfigDef.Validator between(long least, long most) {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    long size = parse(key, (String) value);
                    if (size < least || size > most) {
                        throw new ConfigException(key, value, "must be from " + least + " to " + most + " bytes");
                    }
                },
                () -> "a size from " + least + " to " + most + " bytes");
    }
}
