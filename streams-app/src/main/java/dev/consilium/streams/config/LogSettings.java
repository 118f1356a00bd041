package dev.consilium.streams.config;

import java.util.List;
import java.util.Map;

/**
 * Hands the log's settings to its configuration ({@code logback.xml}), which reads system properties when the first logger is made. So
 * this goes before {@link ConsiliumConfig}, makes no logger itself, and leaves it to that to refuse a wrong value.
 */
public final class LogSettings {

    /** The first is the default. */
    static final List<String> FORMATS = List.of("text", "json");

    private static final String FORMAT_PROPERTY = "consilium.log.format";
    private static final String INSTANCE_PROPERTY = "consilium.instance";

    private LogSettings() {}

    /** @param settings what the user set, see {@link ConfigSources} */
    public static void apply(Map<String, String> settings) {
        String format = settings.getOrDefault(ConfigKeys.LOG_FORMAT, FORMATS.get(0));
        if (FORMATS.contains(format)) {
            System.setProperty(FORMAT_PROPERTY, format);
        }
        System.setProperty(INSTANCE_PROPERTY, InstanceName.of(settings.getOrDefault(ConfigKeys.INSTANCE_ID, "")));
    }
}
