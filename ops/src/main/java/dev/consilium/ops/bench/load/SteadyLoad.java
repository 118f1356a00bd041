package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * An open load on apps that run already, for scenarios that do something to them meanwhile: its rate, the windows that its
 * images belong to, and what independent readers see of the answers.
 *
 * <p>One thread starts it, opens windows and stops it.
 */
public final class SteadyLoad implements AutoCloseable {

    /** The window of images that nobody looks at: those of the warm-up, and what another window leaves behind. */
    public static final int UNMEASURED = Capacity.WINDOW;

    /** The window of images while nothing is done to the apps. Further ones are the scenario's own, from 1 to 3. */
    public static final int QUIET = 0;

    /** Each turn has windows of its own. */
    private static final int WINDOWS = 4;

    private static final IntPredicate QUIET_ONLY = window -> window == QUIET;

    private static final Duration CAPACITY_TIME = Duration.ofSeconds(30);
    private static final Duration AFTERWARDS = Duration.ofSeconds(4);

    private final double capacity;
    private final double imagesPerSecond;
    private final Duration afterwards;
    private final Duration longestQuiet;
    private final Loading loading;
    private final BackgroundLoad load;
    private int turn;

    private SteadyLoad(double capacity, double imagesPerSecond, Duration warmUp, Loading loading, BackgroundLoad load) {
        this.capacity = capacity;
        this.imagesPerSecond = imagesPerSecond;
        this.afterwards = shorter(AFTERWARDS, warmUp);
        this.longestQuiet = warmUp;
        this.loading = loading;
        this.load = load;
    }

    /** Does to the apps what is to be done in this turn, and opens windows for it. */
    @FunctionalInterface
    public interface Turn {
        void take(int number) throws IOException, InterruptedException;
    }

    /**
     * Warms the apps up with as many images as they take and measures what they keep up with; then the load begins.
     *
     * @param topics of the apps
     * @param traffic what is sent
     * @param rehearsal done again and again during the warm-up, so that what comes later is not the first of its kind
     * @param said told of what comes next
     */
    public static SteadyLoad start(
            Rig rig,
            Topics topics,
            Traffic traffic,
            Rate rate,
            Duration warmUp,
            Rehearsal.Act rehearsal,
            Consumer<String> said)
            throws IOException, InterruptedException {
        Loading loading = Loading.of(rig, topics, traffic, List.of());
        try {
            said.accept(String.format(
                    Locale.ROOT, "warming up for %d s, then measuring what is kept up with", warmUp.toSeconds()));
            // Who asks for a short warm-up wants to be through soon.
            Duration time = shorter(CAPACITY_TIME, warmUp.plusSeconds(1));
            double capacity;
            try (Rehearsal rehearsing = Rehearsal.start(rehearsal, warmUp)) {
                capacity = loading.capacity(rehearsing::isOver, time);
                rehearsing.await();
            }
            double imagesPerSecond = rate.imagesPerSecond(capacity);
            said.accept(String.format(
                    Locale.ROOT, "%,.0f images/s are kept up with; the load is %s", capacity, rate.describe(capacity)));
            return new SteadyLoad(
                    capacity,
                    imagesPerSecond,
                    warmUp,
                    loading,
                    BackgroundLoad.start(Ticker.SYSTEM, loading::send, imagesPerSecond, UNMEASURED));
        } catch (InterruptedException | RuntimeException e) {
            loading.close();
            throw e;
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Images a second that the apps keep up with. */
    public double capacity() {
        return capacity;
    }

    /** Of this load. */
    public double imagesPerSecond() {
        return imagesPerSecond;
    }

    /** Images from now on belong to this window of this turn. */
    public void open(int window) {
        load.open(window == UNMEASURED ? UNMEASURED : turn * WINDOWS + window);
    }

    /**
     * A quiet window is as long as the last turn took, and no longer than the warm-up; it comes before the next one every other time.
     */
    public void takeTurns(int turns, Turn each) throws IOException, InterruptedException {
        Thread.sleep(afterwards.toMillis());
        Duration took = Duration.ZERO;
        for (turn = 0; turn < turns; turn++) {
            boolean quietFirst = turn % 2 == 1;
            if (quietFirst) {
                stayQuiet(took);
            }
            long start = System.nanoTime();
            each.take(turn);
            took = shorter(Duration.ofNanos(System.nanoTime() - start), longestQuiet);
            open(UNMEASURED);
            Thread.sleep(afterwards.toMillis());
            if (!quietFirst) {
                stayQuiet(took);
            }
        }
    }

    private void stayQuiet(Duration time) throws InterruptedException {
        open(QUIET);
        Thread.sleep(time.toMillis());
        open(UNMEASURED);
    }

    /** @throws RuntimeException what ended the load, if something did */
    public void check() {
        load.check();
    }

    /** Images that were sent and have no committed answer yet. */
    public long unanswered() {
        return loading.load().sent() - loading.readers().committed().log().answers();
    }

    /** Sends no more. */
    public void halt() throws InterruptedException {
        load.stop();
    }

    /**
     * Sends no more, and waits until every image has its answer.
     *
     * @return whether each has; if not, none has come for half a minute, and who counts finds those that are lost
     */
    public boolean stop() throws InterruptedException {
        load.stop();
        return loading.settles();
    }

    /** Images sent until now, those of the warm-up included. */
    public long sent() {
        return loading.load().sent();
    }

    /** How late 99 % of the images were handed to the producer, at most; in milliseconds. Only when it was stopped. */
    public double lagP99Millis() {
        return load.lagMillis(99);
    }

    /** Latencies of these windows, of all turns. */
    public Seen seen(IntPredicate windows) {
        return seen(any -> true, windows);
    }

    /** Latencies of these windows beside the quiet ones; there must have been turns. */
    public Contrast contrast(IntPredicate windows) {
        return Contrast.of(seen(QUIET_ONLY), seen(windows), byTurn(QUIET_ONLY), byTurn(windows));
    }

    private List<Seen> byTurn(IntPredicate windows) {
        return IntStream.range(0, turn)
                .mapToObj(one -> seen(some -> some == one, windows))
                .toList();
    }

    private Seen seen(IntPredicate turns, IntPredicate windows) {
        return Seen.of(
                loading.readers(),
                window -> window != UNMEASURED && turns.test(window / WINDOWS) && windows.test(window % WINDOWS));
    }

    @Override
    public void close() {
        load.close();
        loading.close();
    }
}
