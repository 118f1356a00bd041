package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * An open load on apps that run already, for scenarios that do something to them meanwhile: its rate, the windows that its
 * images belong to, and what independent readers see of the answers.
 *
 * <p>One thread starts it, opens windows and stops it.
 */
public final class SteadyLoad implements AutoCloseable {

    private static final Duration CAPACITY_TIME = Duration.ofSeconds(10);

    private final double capacity;
    private final double imagesPerSecond;
    private final Loading loading;
    private final BackgroundLoad load;

    private SteadyLoad(double capacity, double imagesPerSecond, Loading loading, BackgroundLoad load) {
        this.capacity = capacity;
        this.imagesPerSecond = imagesPerSecond;
        this.loading = loading;
        this.load = load;
    }

    /**
     * Measures what the apps keep up with, and begins.
     *
     * @param topics of the apps
     * @param window that the first images belong to
     * @param said told of what comes next
     */
    public static SteadyLoad start(
            Rig rig, Topics topics, Rate rate, Duration warmUp, int window, Consumer<String> said)
            throws IOException, InterruptedException {
        Loading loading = Loading.of(rig, topics, List.of());
        try {
            said.accept("warming up, then measuring what the instances keep up with");
            // Who asks for a short warm-up wants to be through soon.
            Duration time = CAPACITY_TIME.compareTo(warmUp) < 0 ? CAPACITY_TIME : warmUp.plusSeconds(1);
            double capacity = loading.capacity(warmUp, time);
            double imagesPerSecond = rate.imagesPerSecond(capacity);
            said.accept(String.format(
                    Locale.ROOT,
                    "they keep up with %,.0f images/s; the load is %s",
                    capacity,
                    rate.describe(capacity)));
            return new SteadyLoad(
                    capacity,
                    imagesPerSecond,
                    loading,
                    BackgroundLoad.start(Ticker.SYSTEM, loading::send, imagesPerSecond, window));
        } catch (InterruptedException | RuntimeException e) {
            loading.close();
            throw e;
        }
    }

    /** Images a second that the apps keep up with. */
    public double capacity() {
        return capacity;
    }

    /** Of this load. */
    public double imagesPerSecond() {
        return imagesPerSecond;
    }

    /** Images from now on belong to this window. */
    public void open(int window) {
        load.open(window);
    }

    /** Sends no more, and waits until every image has its answer. */
    public void stop() throws InterruptedException {
        load.stop();
        loading.settle();
    }

    /** How late 99 % of the images were handed to the producer, at most; in milliseconds. Only when it was stopped. */
    public double lagP99Millis() {
        return load.lagMillis(99);
    }

    /** Latencies of these windows. */
    public Seen seen(IntPredicate windows) {
        return Seen.of(loading.readers(), windows);
    }

    @Override
    public void close() {
        load.close();
        loading.close();
    }
}
