package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.BarChart;
import dev.consilium.ops.bench.report.Figures;
import dev.consilium.ops.bench.report.Measured;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What {@code bench observe} found.
 *
 * @param capacity images a second that the app keeps up with
 * @param imagesPerSecond of the load
 * @param images sent while it was measured
 * @param samples of each turn, one of each of the {@link Onlookers}
 */
record ObserveResult(double capacity, double imagesPerSecond, long images, List<Sample> samples) implements Measured {

    /** As Prometheus does it here (ops/prometheus). */
    private static final double SECONDS_A_SCRAPE = 15;

    private static final double SCRAPE_LIMIT = 0.01;
    private static final double PAGE_LIMIT = 0.03;

    ObserveResult {
        samples = List.copyOf(samples);
    }

    /**
     * One window.
     *
     * @param cores seconds of the processor that the app took a second
     * @param seenPerSecond scrapes, or pictures on all pages together
     */
    record Sample(int turn, Onlookers onlookers, double cores, double seenPerSecond) {}

    /**
     * A share of one core, with the standard error of the mean of the turns: what is smaller than twice that is not told from
     * nothing.
     */
    record Share(double value, double error) {

        static Share of(double[] turns) {
            double mean = Arrays.stream(turns).average().orElse(0);
            double squares = 0;
            for (double turn : turns) {
                squares += (turn - mean) * (turn - mean);
            }
            return new Share(mean, Math.sqrt(squares / (turns.length - 1) / turns.length));
        }

        String text() {
            return String.format(Locale.ROOT, "%.2f ± %.2f %% of a core", 100 * value, 100 * error);
        }
    }

    /** What the app takes under the load while nobody looks on, in cores. */
    double quietCores() {
        return mean(Onlookers.NOBODY, Sample::cores);
    }

    /** What a scrape each 15 s takes. */
    Share scrape() {
        return more(Onlookers.PROMETHEUS, sample -> 1 / (sample.seenPerSecond() * SECONDS_A_SCRAPE));
    }

    /** What all open pages together take. */
    Share pages() {
        return more(Onlookers.PAGES, sample -> 1);
    }

    /** Processor time of one scrape, in milliseconds. */
    double scrapeCpuMillis() {
        return scrape().value() * SECONDS_A_SCRAPE * 1_000;
    }

    @Override
    public Figures figures() {
        return Figures.measuredOn(LoadedApp.PARTITIONS, images)
                .with("capacityImagesPerSecond", capacity)
                .with("imagesPerSecond", imagesPerSecond)
                .with("appCores", quietCores())
                .with("scrapeCpuShare", scrape().value())
                .with("scrapeCpuShareError", scrape().error())
                .with("scrapeShareOfApp", scrape().value() / quietCores())
                .with("scrapeCpuMillis", scrapeCpuMillis())
                .with("scrapesPerSecond", mean(Onlookers.PROMETHEUS, Sample::seenPerSecond))
                .with("pages", Onlookers.OPEN_PAGES)
                .with("pageCpuShare", pages().value())
                .with("pageCpuShareError", pages().error())
                .with("pageShareOfApp", pages().value() / quietCores())
                .with("picturesPerSecond", mean(Onlookers.PAGES, Sample::seenPerSecond))
                .with("turns", IntStream.range(0, turns()).mapToObj(this::turn).toList());
    }

    @Override
    public List<String> lines() {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "  %s a scrape each %.0f s: %s (%.1f ms each), at most %.0f %%",
                        scrape().value() < SCRAPE_LIMIT ? "met   " : "MISSED",
                        SECONDS_A_SCRAPE,
                        scrape().text(),
                        scrapeCpuMillis(),
                        100 * SCRAPE_LIMIT),
                String.format(
                        Locale.ROOT,
                        "  %s %d open pages: %s (%.1f pictures a second), at most %.0f %%",
                        pages().value() < PAGE_LIMIT ? "met   " : "MISSED",
                        Onlookers.OPEN_PAGES,
                        pages().text(),
                        mean(Onlookers.PAGES, Sample::seenPerSecond),
                        100 * PAGE_LIMIT));
    }

    @Override
    public BarChart chart() {
        return new BarChart(
                String.format(Locale.ROOT, "What the app takes at %,.0f images/s", imagesPerSecond),
                "% of a core",
                List.of(
                        bar("nobody looks on", quietCores(), ""),
                        bar("and a scrape each 15 s", quietCores() + scrape().value(), scrape().text()),
                        bar("and five open pages", quietCores() + pages().value(), pages().text())));
    }

    private static BarChart.Bar bar(String label, double cores, String more) {
        return new BarChart.Bar(label, 100 * cores, more);
    }

    /** How much more than the quiet window of the same turn, by turn. */
    private Share more(Onlookers onlookers, ToDoubleFunction<Sample> scale) {
        return Share.of(IntStream.range(0, turns())
                .mapToDouble(turn -> {
                    Sample sample = sample(turn, onlookers);
                    return (sample.cores() - sample(turn, Onlookers.NOBODY).cores()) * scale.applyAsDouble(sample);
                })
                .toArray());
    }

    private Object turn(int turn) {
        return Figures.part()
                .with("quietCores", sample(turn, Onlookers.NOBODY).cores())
                .with("scrapedCores", sample(turn, Onlookers.PROMETHEUS).cores())
                .with("watchedCores", sample(turn, Onlookers.PAGES).cores())
                .asMap();
    }

    private Sample sample(int turn, Onlookers onlookers) {
        return samples.stream()
                .filter(sample -> sample.turn() == turn && sample.onlookers() == onlookers)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("turn " + turn + " has no window of " + onlookers));
    }

    private double mean(Onlookers onlookers, ToDoubleFunction<Sample> value) {
        return samples.stream()
                .filter(sample -> sample.onlookers() == onlookers)
                .mapToDouble(value)
                .average()
                .orElse(0);
    }

    private int turns() {
        return 1 + samples.stream().mapToInt(Sample::turn).max().orElse(-1);
    }
}
