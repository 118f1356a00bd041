package dev.consilium.streams.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/** Durations as text with a unit: {@code 500us}, {@code 2ms}, {@code 30s}, {@code 5m}, {@code 1h}. */
final class Durations {

    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})\\s*(us|ms|s|m|h)");

    private Durations() {}

    static Duration parse(String key, String text) {
        Matcher matcher = TEXT.matcher(text.trim());
        if (!matcher.matches()) {
            throw new ConfigException(key, text, "must be a number with a unit (us, ms, s, m, h), for example 5ms");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "us" -> Duration.ofNanos(amount * 1_000);
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    static ConfigDef.Validator between(Duration least, Duration most) {
        return ConfigDef.LambdaValidator.with(
                (key, value) -> {
                    Duration duration = parse(key, (String) value);
                    if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
                        throw new ConfigException(key, value, "must be from " + text(least) + " to " + text(most));
                    }
                },
                () -> "a duration from " + text(least) + " to " + text(most));
    }

    private static String text(Duration duration) {
        if (duration.toNanos() % 1_000_000 != 0) {
            return duration.toNanos() / 1_000 + "us";
        }
        return duration.toMillis() % 1_000 == 0 ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
