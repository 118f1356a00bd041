package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Faults again and again, each when what the one before did is mended and its backlog answered, and while a roll-out is under
 * way. One thread.
 */
final class FaultScenario implements Scenario {

    /** What is started anew has not been warmed up either. */
    private static final Duration WARM_UP = Duration.ofSeconds(20);

    private final String name;
    private final List<Fault> faults;
    private final int least;
    private final Consumer<String> said;
    private final List<Strike> strikes = new ArrayList<>();

    /**
     * @param faults in turn; those that need a ground or an outfit need the same
     * @param least so many at least; more as long as its share of the time lasts
     */
    FaultScenario(String name, List<Fault> faults, int least, Consumer<String> said) {
        this.name = name;
        this.faults = List.copyOf(faults);
        this.least = least;
        this.said = said;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ground ground() {
        return faults.stream()
                .map(Fault::ground)
                .filter(ground -> ground != Ground.ONE_BROKER)
                .findFirst()
                .orElse(Ground.ONE_BROKER);
    }

    @Override
    public Outfit outfit() {
        return faults.stream()
                .map(Fault::outfit)
                .filter(outfit -> outfit != Outfit.USUAL)
                .findFirst()
                .orElse(Outfit.USUAL);
    }

    @Override
    public Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        faults.forEach(fault -> settings.putAll(fault.settings()));
        return settings;
    }

    @Override
    public Optional<String> obstacle() {
        return faults.stream().flatMap(fault -> fault.obstacle().stream()).findFirst();
    }

    @Override
    public boolean hasDamagedImages() {
        return true;
    }

    @Override
    public Duration warmUp(Duration asked) {
        return asked.compareTo(WARM_UP) < 0 ? asked : WARM_UP;
    }

    @Override
    public void play(Scene scene, SteadyLoad load, Share share) throws IOException, InterruptedException {
        Duration longest = Duration.ZERO;
        for (int number = 0; number < least || hasTimeFor(longest, load, share); number++) {
            long start = System.nanoTime();
            scene.awaitCaughtUp(load);
            scene.operator().decide();
            Strike strike = faults.get(number % faults.size()).strike(scene, number / faults.size());
            strike.end(System.nanoTime());
            scene.awaitRecovery(strike);
            strikes.add(strike);
            said.accept(String.format(
                    Locale.ROOT,
                    "  fault %d, %,d ms long, with %,d images in flight: answered again everywhere after %,d ms",
                    number + 1,
                    strike.lengthMillis(),
                    strike.inFlight(),
                    strike.recoveryMillis()));
            longest = longer(longest, Duration.ofNanos(System.nanoTime() - start));
        }
        scene.awaitCaughtUp(load);
    }

    @Override
    public Account account(Scene scene, SteadyLoad load) {
        return new FaultAccount(name, strikes);
    }

    private static boolean hasTimeFor(Duration another, SteadyLoad load, Share share) {
        long images = load.sent() + Math.round(another.toSeconds() * load.imagesPerSecond());
        return share.leftBeforeCounting(images, System.nanoTime()).compareTo(another) > 0;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
