/** How fast specialists are trained, beside the same training in Python. */
@NullMarked
package dev.consilium.ops.bench.training;

import org.jspecify.annotations.NullMarked;
