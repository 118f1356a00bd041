/** Which specialists there shall be, and which classes each of them knows. */
@NullMarked
package dev.consilium.trainer.plan;

import org.jspecify.annotations.NullMarked;
