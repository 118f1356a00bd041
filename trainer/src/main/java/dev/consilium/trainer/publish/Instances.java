package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The instances of the app, as the trail shows them: each start of one is an incarnation, and a newer one replaces the
 * older. An instance that stops says DRAINED of all that it served; one that is killed says nothing.
 */
final class Instances {

    private static final Set<RolloutState> ENDED = EnumSet.of(RolloutState.DRAINED, RolloutState.REJECTED);

    private final Map<String, Incarnation> byName = new TreeMap<>();

    private record Incarnation(String id, Map<VersionKey, RolloutEvent> versions) {}

    void see(RolloutEvent event) {
        if (event.getState() == RolloutState.DECIDED) {
            return;
        }
        Incarnation incarnation = byName.get(event.getInstance());
        if (incarnation == null || !incarnation.id().equals(event.getIncarnation())) {
            incarnation = new Incarnation(event.getIncarnation(), new HashMap<>());
            byName.put(event.getInstance(), incarnation);
        }
        incarnation.versions().put(new VersionKey(event.getSpecialist(), event.getVersion()), event);
    }

    /** All that ever spoke. */
    Set<String> names() {
        return Set.copyOf(byName.keySet());
    }

    /** Those that have something in use or on its way. */
    Set<String> alive() {
        Set<String> alive = new TreeSet<>();
        byName.forEach((name, incarnation) -> {
            if (incarnation.versions().values().stream().anyMatch(event -> !ENDED.contains(event.getState()))) {
                alive.add(name);
            }
        });
        return alive;
    }

    /** The last that an instance said of a version. */
    Optional<RolloutEvent> last(String instance, VersionKey version) {
        return Optional.ofNullable(byName.get(instance))
                .map(incarnation -> incarnation.versions().get(version));
    }
}
