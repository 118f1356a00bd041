/** The measurements: ratios within one run, beside what a user would write by hand. */
@NullMarked
package dev.consilium.ops.bench;

import org.jspecify.annotations.NullMarked;
