/** Signing keys on the command line. */
@NullMarked
package dev.consilium.ops.keys;

import org.jspecify.annotations.NullMarked;
