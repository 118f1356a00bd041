package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.VersionKey;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which versions the instances refused: such a one is nothing to fall back to. Reads the trail when it is first asked, and
 * after that what came since. One thread at a time.
 */
final class Fitness implements AutoCloseable {

    private static final Set<RolloutState> IN_USE =
            EnumSet.of(RolloutState.SERVING, RolloutState.SHADOWING, RolloutState.CANARYING);

    private final Connection connection;
    private final Topics topics;
    private final Set<VersionKey> refused = new HashSet<>();
    private final Set<VersionKey> used = new HashSet<>();
    private Optional<RolloutLog> log = Optional.empty();

    Fitness(Connection connection, Topics topics) {
        this.connection = connection;
        this.topics = topics;
    }

    /** Refused by an instance, and in use in none, as far as the trail goes back. */
    Set<VersionKey> refused() {
        RolloutLog open = log.orElseGet(() -> new RolloutLog(connection, topics));
        log = Optional.of(open);
        open.readToEnd().forEach(this::see);
        return unfit();
    }

    Set<VersionKey> unfit() {
        Set<VersionKey> unfit = new HashSet<>(refused);
        unfit.removeAll(used);
        return unfit;
    }

    void see(RolloutEvent event) {
        VersionKey version = new VersionKey(event.getSpecialist(), event.getVersion());
        if (event.getState() == RolloutState.REJECTED) {
            refused.add(version);
        } else if (IN_USE.contains(event.getState())) {
            used.add(version);
        }
    }

    @Override
    public void close() {
        log.ifPresent(RolloutLog::close);
    }
}
