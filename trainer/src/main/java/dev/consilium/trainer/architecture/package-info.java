/** The networks that can be trained: TorchScript templates and what may be continued from. */
@NullMarked
package dev.consilium.trainer.architecture;

import org.jspecify.annotations.NullMarked;
