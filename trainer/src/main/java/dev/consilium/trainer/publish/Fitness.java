package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which versions the instances refused: such a one is nothing to fall back to. */
final class Fitness {

    private static final Set<RolloutState> IN_USE =
            EnumSet.of(RolloutState.SERVING, RolloutState.SHADOWING, RolloutState.CANARYING);

    private final Connection connection;
    private final Topics topics;

    Fitness(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Refused by an instance, and in use in none, as far as the trail goes back. */
    Set<VersionKey> refused() {
        try (RolloutLog log = new RolloutLog(connection, topics)) {
            return refused(log.readToEnd());
        }
    }

    static Set<VersionKey> refused(List<RolloutEvent> events) {
        Set<VersionKey> refused = new HashSet<>();
        Set<VersionKey> used = new HashSet<>();
        for (RolloutEvent event : events) {
            VersionKey version = new VersionKey(event.getSpecialist(), event.getVersion());
            if (event.getState() == RolloutState.REJECTED) {
                refused.add(version);
            } else if (IN_USE.contains(event.getState())) {
                used.add(version);
            }
        }
        refused.removeAll(used);
        return refused;
    }
}
