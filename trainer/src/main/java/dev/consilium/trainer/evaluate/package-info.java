/** How good specialists are, alone and together, judged by the very code that serves. */
@NullMarked
package dev.consilium.trainer.evaluate;

import org.jspecify.annotations.NullMarked;
