package dev.consilium.streams.crash;

import java.util.function.BinaryOperator;

/**
 * An image that was in flight when a process died.
 *
 * @param quarantined whether that was a second time, and alone
 * @param foundAt when a later process found out, in milliseconds
 */
record Suspect(Place place, boolean quarantined, long foundAt) {

    /** Of two that know the same image, the one that knows more. */
    static final BinaryOperator<Suspect> WORSE = (one, other) -> other.quarantined && !one.quarantined ? other : one;
}
