/** Images that got no prediction: what they are, how to get them out, and how to put them before the specialists again. */
@NullMarked
package dev.consilium.ops.deadletters;

import org.jspecify.annotations.NullMarked;
