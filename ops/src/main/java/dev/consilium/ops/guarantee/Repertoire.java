package dev.consilium.ops.guarantee;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * All scenarios there are, by name, as the user asks for them.
 *
 * @param faults of each scenario that consists of faults, at least
 * @param overload how long; empty: as the share of the time allows
 * @param rollouts at most
 * @param pause between roll-outs
 * @param said told of what happens
 */
record Repertoire(int faults, Optional<Duration> overload, Agenda rollouts, Duration pause, Consumer<String> said) {

    private static final Map<String, List<Fault>> FAULTS = byName();

    /** Of all scenarios. */
    static List<String> names() {
        return Stream.concat(FAULTS.keySet().stream(), Stream.of(OverloadScenario.NAME, RolloutsScenario.NAME))
                .toList();
    }

    /** @throws IllegalArgumentException when there is no such scenario; says which there are */
    Scenario scenario(String name) {
        List<Fault> consistsOf = FAULTS.get(name);
        if (consistsOf != null) {
            return new FaultScenario(name, consistsOf, faults, said);
        }
        return switch (name) {
            case OverloadScenario.NAME -> new OverloadScenario(overload, said);
            case RolloutsScenario.NAME -> new RolloutsScenario(rollouts, pause, said);
            default ->
                throw new IllegalArgumentException(
                        "there is no scenario '" + name + "'; there are: " + String.join(", ", names()));
        };
    }

    private static Map<String, List<Fault>> byName() {
        Map<String, List<Fault>> faults = new LinkedHashMap<>();
        faults.put("restarts", List.of(new Restart()));
        faults.put("kill", List.of(new Kill(false)));
        faults.put("kill-all", List.of(new Kill(true)));
        faults.put("freeze", List.of(new Freeze()));
        faults.put("rebalances", List.of(new RebalanceStorm()));
        faults.put("registry", List.of(new RegistryOutage()));
        faults.put("broker", List.of(new BrokerOutage()));
        faults.put("cut", List.of(new Cut(), new Reset()));
        faults.put("slow", List.of(new SlowLink()));
        faults.put("clock", List.of(new ClockJump()));
        faults.put("disk-full", List.of(new DiskFull()));
        faults.put("leader", List.of(new LeaderKill()));
        return faults;
    }
}
