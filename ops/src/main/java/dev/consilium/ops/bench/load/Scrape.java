package dev.consilium.ops.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an app's {@code /metrics} said at one moment.
 *
 * @param series value by series, written as Prometheus does: {@code name{key="value"}}
 */
record Scrape(Map<String, Double> series) {

    private static final Pattern LINE = Pattern.compile("([^\\s{#]+)(\\{.*\\})?\\s+(\\S+)");

    Scrape {
        series = Map.copyOf(series);
    }

    static Scrape parse(String text) {
        Map<String, Double> series = new HashMap<>();
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            String tags = line.group(2) == null ? "" : line.group(2);
            series.put(line.group(1) + tags, Double.parseDouble(line.group(3)));
        });
        return new Scrape(series);
    }

    /**
     * Mean of what a timer or a distribution has recorded between two scrapes, in its own unit. One with a tag is one for
     * each value of it, and their means are added: what happens to an image one after the other.
     *
     * @param name Prometheus' name of it, such as {@code consilium_forward_seconds}
     * @return empty when nothing was recorded
     */
    OptionalDouble meanSince(Scrape before, String name) {
        String counts = name + "_count";
        return series.keySet().stream()
                .filter(key -> key.equals(counts) || key.startsWith(counts + "{"))
                .map(key -> key.substring(counts.length()))
                .filter(tags -> growth(before, counts + tags) > 0)
                .mapToDouble(tags -> growth(before, name + "_sum" + tags) / growth(before, counts + tags))
                .reduce(Double::sum);
    }

    private double growth(Scrape before, String key) {
        return series.getOrDefault(key, 0.0) - before.series.getOrDefault(key, 0.0);
    }
}
