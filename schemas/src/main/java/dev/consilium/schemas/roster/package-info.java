/**
 * The tables that say who serves: {@code models} (facts) and {@code roster} (decisions), how they are read, and how a
 * decision is written without overwriting somebody else's.
 */
@NullMarked
package dev.consilium.schemas.roster;

import org.jspecify.annotations.NullMarked;
