package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.PassThrough;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.topology.StreamsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Loads the app and, in turn with it, a topology without models, at one rate after the other, and times every answer from
 * when its image was meant to be sent. Both run all the time in this process beside the broker; only one has images.
 */
final class LatencyBench implements LoadBench {

    /** From here on images leave in company. */
    private static final double THOUSANDS = 1_000;

    private static final Duration CAPACITY_TIME = Duration.ofSeconds(10);
    private static final double WARM_UP_RATE = 500;
    private static final int WARM_UP = Capacity.WINDOW;

    private final List<Rate> rates;
    private final Duration time;
    private final int turns;
    private final Duration warmUp;
    private final Consumer<String> said;

    /**
     * @param time at each rate, for either
     * @param turns into how many windows that is cut
     */
    LatencyBench(List<Rate> rates, Duration time, int turns, Duration warmUp, Consumer<String> said) {
        this.rates = List.copyOf(rates);
        this.time = time;
        this.turns = turns;
        this.warmUp = warmUp;
        this.said = said;
    }

    @Override
    public LatencyResult run(Rig rig) throws Exception {
        Topics plain = rig.topics("pass-through", "pass-through-images", LoadedApp.PARTITIONS);
        try (LoadedApp app = LoadedApp.start(rig, "latency", Map.of());
                Loading loading = Loading.of(rig, app.topics(), List.of(plain.predictions()))) {
            StreamsSettings settings = new ConsiliumConfig(rig.settings(plain, "pass-through", Map.of())).streams();
            try (PassThrough beside =
                    PassThrough.start(settings, plain.images(), plain.predictions(), image -> image)) {
                beside.awaitRunning();
                return measure(app, loading, plain.images(), commitMillis(settings));
            }
        }
    }

    private LatencyResult measure(LoadedApp app, Loading loading, String plainImages, long commitMillis)
            throws Exception {
        said.accept("warming up, then measuring what the app keeps up with");
        double capacity = loading.capacity(warmUp, CAPACITY_TIME.compareTo(time) < 0 ? CAPACITY_TIME : time);
        said.accept(String.format(Locale.ROOT, "it keeps up with %,.0f images/s", capacity));
        send(loading, WARM_UP, plainImages, WARM_UP_RATE, warmUp);
        send(loading, WARM_UP, app.topics().images(), WARM_UP_RATE, warmUp);
        List<RateResult> results = new ArrayList<>();
        for (int i = 0; i < rates.size(); i++) {
            RateResult result = measure(
                    app, loading, plainImages, rates.get(i), rates.get(i).imagesPerSecond(capacity), 2 * i);
            said.accept(result.line(rates.get(i).describe(capacity)));
            results.add(result);
        }
        return new LatencyResult(capacity, commitMillis, results);
    }

    /** Windows {@code first} (the app's) and {@code first + 1} (the other's) in turn. */
    private RateResult measure(
            LoadedApp app, Loading loading, String plainImages, Rate rate, double imagesPerSecond, int first)
            throws Exception {
        Duration turn = time.dividedBy(turns);
        double lag = 0;
        Scrape before = app.metrics().scrape();
        for (int i = 0; i < turns; i++) {
            lag = Math.max(lag, send(loading, first, app.topics().images(), imagesPerSecond, turn));
            send(loading, first + 1, plainImages, imagesPerSecond, turn);
        }
        return new RateResult(
                rate,
                imagesPerSecond,
                lag,
                Seen.of(loading.readers(), window -> window == first),
                Seen.of(loading.readers(), window -> window == first + 1),
                Stages.between(before, app.metrics().scrape()));
    }

    /** Returns when all is answered: how late images were sent, for 99 % of them. */
    private double send(Loading loading, int window, String topic, double imagesPerSecond, Duration length)
            throws InterruptedException {
        ImageLoad load = loading.load();
        OpenLoop loop = new OpenLoop(
                Ticker.SYSTEM,
                imagesPerSecond < THOUSANDS
                        ? stamp -> load.send(topic, stamp)
                        : stamp -> load.sendInCompany(topic, stamp));
        Schedule schedule = Schedule.startingSoon(Ticker.SYSTEM, imagesPerSecond);
        var unused = loop.run(schedule, schedule.within(length), () -> window, () -> false);
        loading.settle();
        return loop.lagMillis(99);
    }

    private static long commitMillis(StreamsSettings settings) {
        return Long.parseLong(String.valueOf(settings.toProperties().get(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG)));
    }
}
