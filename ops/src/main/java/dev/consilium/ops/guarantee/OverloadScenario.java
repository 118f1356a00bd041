package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.Rate;
import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Three times as many images as the instances keep up with, for minutes, and a roll-out of all specialists meanwhile; then none, until
 * all that waits is answered. One thread.
 */
final class OverloadScenario implements Scenario {

    static final String NAME = "overload";

    /** Without a time of the whole run. */
    static final Duration USUAL = Duration.ofMinutes(10);

    private static final Rate RATE = Rate.parse("300%");

    /** For each part of the time that more is sent than is answered, two are needed to answer the rest. */
    private static final int PARTS = 3;

    private static final Duration WARM_UP = Duration.ofSeconds(20);
    private static final Duration SHORTEST = Duration.ofSeconds(5);
    private static final int SAMPLES = 60;

    private final Optional<Duration> time;
    private final InstantSource clock = InstantSource.system();
    private final Consumer<String> said;
    private Optional<OverloadAccount> account = Optional.empty();

    /** @param time for which so many are sent; empty: as its share of the run allows */
    OverloadScenario(Optional<Duration> time, Consumer<String> said) {
        this.time = time;
        this.said = said;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public boolean hasDamagedImages() {
        return true;
    }

    @Override
    public Rate rate(Rate asked) {
        return RATE;
    }

    @Override
    public Duration warmUp(Duration asked) {
        return asked.compareTo(WARM_UP) < 0 ? asked : WARM_UP;
    }

    @Override
    public void play(Scene scene, SteadyLoad load, Share share) throws IOException, InterruptedException {
        Duration length = length(load, share);
        Strike strike = scene.aim(scene.instances().regulars());
        long begun = clock.millis();
        scene.operator().decide();
        List<OverloadAccount.Sample> samples = sampled(scene, load, length);
        load.halt();
        long halted = System.nanoTime();
        List<Served> served = scene.instances().served(begun);
        long waiting = load.unanswered();
        said.accept(String.format(
                Locale.ROOT, "  %,d images wait after %d s; no more are sent", waiting, length.toSeconds()));
        boolean unused = load.stop(); // what has no answer is counted
        account = Optional.of(new OverloadAccount(
                length, strike.inFlight(), waiting, samples, served, Duration.ofNanos(System.nanoTime() - halted)));
    }

    @Override
    public Account account(Scene scene, SteadyLoad load) {
        return account.orElseThrow(() -> new IllegalStateException(NAME + " was not played"));
    }

    /** All that is sent has to be answered within the share, too, and counted. */
    private Duration length(SteadyLoad load, Share share) {
        if (time.isPresent() || !share.isGiven()) {
            return time.orElse(USUAL);
        }
        long images = Math.round(share.left(System.nanoTime()).toSeconds() * load.capacity());
        Duration part = share.leftBeforeCounting(images, System.nanoTime()).dividedBy(PARTS);
        return part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
    }

    private List<OverloadAccount.Sample> sampled(Scene scene, SteadyLoad load, Duration length)
            throws InterruptedException {
        List<OverloadAccount.Sample> samples = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 1; i <= SAMPLES; i++) {
            long due = start + length.toNanos() / SAMPLES * i;
            Thread.sleep(Math.max(0, Duration.ofNanos(due - System.nanoTime()).toMillis()));
            scene.instances().check();
            load.check();
            samples.add(new OverloadAccount.Sample(
                    load.unanswered(), scene.instances().residentBytes()));
        }
        return samples;
    }
}
