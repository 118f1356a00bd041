/** Which images are admitted and not yet settled, and the clients that never commit past the first of them. */
@NullMarked
package dev.consilium.streams.ledger;

import org.jspecify.annotations.NullMarked;
