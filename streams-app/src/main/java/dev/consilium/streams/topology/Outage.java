package dev.consilium.streams.topology;

import dev.consilium.schemas.registry.RegistryUnavailableException;
import dev.consilium.streams.scoring.EngineStoppedException;

/** Tells an outage from bad input: an outage says nothing about the image, which must wait. */
final class Outage {

    private Outage() {}

    static boolean isOutage(Throwable failure) {
        return failure instanceof RegistryUnavailableException
                || failure instanceof EngineStoppedException
                || failure instanceof RosterChangedException
                || failure instanceof OutOfQuorumException;
    }
}
