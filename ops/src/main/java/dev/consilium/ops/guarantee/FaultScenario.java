package dev.consilium.ops.guarantee;

import dev.consilium.ops.bench.load.SteadyLoad;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
    private final Duration time;
    private final Consumer<String> said;
    private final List<Strike> strikes = new ArrayList<>();

    /**
     * @param faults in turn
     * @param least so many at least
     * @param time goes on for as long at least
     */
    FaultScenario(String name, List<Fault> faults, int least, Duration time, Consumer<String> said) {
        this.name = name;
        this.faults = List.copyOf(faults);
        this.least = least;
        this.time = time;
        this.said = said;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean needsCluster() {
        return faults.stream().anyMatch(Fault::needsCluster);
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
    public void play(Scene scene, SteadyLoad load) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (int number = 0; number < least || System.nanoTime() - start < time.toNanos(); number++) {
            scene.awaitCaughtUp(load);
            scene.operator().decide();
            Strike strike = faults.get(number % faults.size()).strike(scene, number);
            scene.awaitRecovery(strike);
            strikes.add(strike);
            said.accept(String.format(
                    Locale.ROOT,
                    "  fault %d with %,d images in flight: answered again everywhere after %,d ms",
                    number + 1,
                    strike.inFlight(),
                    strike.recoveryMillis()));
        }
        scene.awaitCaughtUp(load);
    }

    @Override
    public Account account(Scene scene, SteadyLoad load) {
        return new FaultAccount(name, strikes);
    }
}
