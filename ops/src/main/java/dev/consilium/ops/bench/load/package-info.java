/** An open load of images that waits for no answer, and what an independent reader sees of the answers: when, and how many. */
@NullMarked
package dev.consilium.ops.bench.load;

import org.jspecify.annotations.NullMarked;
