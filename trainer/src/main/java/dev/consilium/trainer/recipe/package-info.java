/** How a specialist is trained: which images a batch holds, what it should answer, for how long. */
@NullMarked
package dev.consilium.trainer.recipe;

import org.jspecify.annotations.NullMarked;
