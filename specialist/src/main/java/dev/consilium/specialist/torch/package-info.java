/** TorchScript modules as specialists: batches, loading, forward. The only place that touches DJL. */
@NullMarked
package dev.consilium.specialist.torch;

import org.jspecify.annotations.NullMarked;
