/** Who serves: one immutable snapshot after another. */
@NullMarked
package dev.consilium.streams.roster;

import org.jspecify.annotations.NullMarked;
