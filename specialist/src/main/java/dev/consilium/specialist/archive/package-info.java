/** Looks into a TorchScript archive before libtorch does: what is in it, how large it becomes, which code it would run. */
@NullMarked
package dev.consilium.specialist.archive;

import org.jspecify.annotations.NullMarked;
