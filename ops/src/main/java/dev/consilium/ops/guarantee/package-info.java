/** {@code verify-guarantees}: does to running apps what may happen to them, and counts whether what is promised was kept. */
@NullMarked
package dev.consilium.ops.guarantee;

import org.jspecify.annotations.NullMarked;
