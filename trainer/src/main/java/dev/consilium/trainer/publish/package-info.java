/** Publishing versions, deciding who serves, and following what the instances make of it. */
@NullMarked
package dev.consilium.trainer.publish;

import org.jspecify.annotations.NullMarked;
