/** How far a long job is. */
@NullMarked
package dev.consilium.trainer.progress;

import org.jspecify.annotations.NullMarked;
