/** The domain core: what a specialist is, how it is packed, what it says, and the rule that chooses between specialists. */
@NullMarked
package dev.consilium.specialist;

import org.jspecify.annotations.NullMarked;
