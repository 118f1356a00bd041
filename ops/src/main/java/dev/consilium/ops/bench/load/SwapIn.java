package dev.consilium.ops.bench.load;

import dev.consilium.schemas.roster.VersionKey;

/**
 * One version that was to take over from another.
 *
 * @param fromVersion what served until then
 * @param to what was published
 * @param begunMillis when publishing began; milliseconds since 1970
 */
record SwapIn(String fromVersion, VersionKey to, long begunMillis) {}
