package dev.consilium.trainer;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes on the command line, as {@code -Xmx} has them. */
final class MemorySize {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9})([kmgKMG]?)");

    private MemorySize() {}

    /** @throws IllegalArgumentException when the text is no size */
    static long parse(String option, String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(option + " is '" + text + "': write it like 512m or 4g");
        }
        int power = switch (matcher.group(2)) {
            case "k", "K" -> 10;
            case "m", "M" -> 20;
            case "g", "G" -> 30;
            default -> 0;
        };
        return Long.parseLong(matcher.group(1)) << power;
    }
}
