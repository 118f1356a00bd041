package dev.consilium.trainer.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How pages and charts look. */
final class Style {
    private static final Pattern COLOUR = Pattern.compile("--(\\w+): (#[0-9a-f]{6});");
    private static final Pattern USE = Pattern.compile("var\\(--(\\w+)\\)");

    private Style() {}

    /** Light and dark, as the browser asks for. */
    static String ofPage() {
        return text("page.css") + text("chart.css");
    }

    /** The light one, for a chart without a page: its renderer knows no variables. */
    static String ofChart() {
        Map<String, String> light = new HashMap<>();
        Matcher colour = COLOUR.matcher(text("page.css"));
        while (colour.find()) {
            light.putIfAbsent(colour.group(1), colour.group(2));
        }
        return USE.matcher(text("chart.css"))
                .replaceAll(use -> Objects.requireNonNull(light.get(use.group(1)), use.group()));
    }

    private static String text(String name) {
        try (InputStream style = Objects.requireNonNull(Style.class.getResourceAsStream(name), name)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from the class path", e);
        }
    }
}
