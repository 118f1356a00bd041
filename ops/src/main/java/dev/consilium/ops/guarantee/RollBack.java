package dev.consilium.ops.guarantee;

import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;
import java.util.Set;

/**
 * One decision that let the versions before serve again.
 *
 * @param decidedAt the entries' time: a moment before that of their records
 * @param versions which were no longer in use in any instance by then
 */
record RollBack(Instant decidedAt, Set<VersionKey> versions) {

    RollBack {
        versions = Set.copyOf(versions);
    }
}
