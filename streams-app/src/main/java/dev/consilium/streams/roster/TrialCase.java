package dev.consilium.streams.roster;

import dev.consilium.avro.Promote;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Instant;

/**
 * A trial that is to end by itself.
 *
 * @param version on trial
 * @param decidedAt when the trial was decided: what instances say of it names this moment
 * @param limits under which it is promoted
 */
record TrialCase(VersionKey version, Instant decidedAt, Promote limits) {}
