package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which versions the instances refused: such a one is nothing to fall back to. */
final class Fitness {

    private final Connection connection;
    private final Topics topics;

    Fitness(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Refused by an instance, and served by none, as far as the trail goes back. */
    Set<VersionKey> refused() {
        try (RolloutLog log = new RolloutLog(connection, topics)) {
            return refused(log.readToEnd());
        }
    }

    static Set<VersionKey> refused(List<RolloutEvent> events) {
        Set<VersionKey> refused = new HashSet<>();
        Set<VersionKey> served = new HashSet<>();
        for (RolloutEvent event : events) {
            VersionKey version = new VersionKey(event.getSpecialist(), event.getVersion());
            if (event.getState() == RolloutState.REJECTED) {
                refused.add(version);
            } else if (event.getState() == RolloutState.SERVING) {
                served.add(version);
            }
        }
        refused.removeAll(served);
        return refused;
    }
}
