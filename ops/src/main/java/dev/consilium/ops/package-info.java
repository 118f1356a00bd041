/** The launcher's commands: one root, {@link dev.consilium.ops.Consilium}, and what runs Consilium on one machine. */
@NullMarked
package dev.consilium.ops;

import org.jspecify.annotations.NullMarked;
