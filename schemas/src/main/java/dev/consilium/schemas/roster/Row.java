package dev.consilium.schemas.roster;

import java.time.Instant;

/**
 * The current value of a key of a compacted topic.
 *
 * @param offset where it stands: two rows are the same record exactly when their offsets are equal
 * @param timestamp the record's
 */
public record Row<V>(V value, long offset, Instant timestamp) {}
