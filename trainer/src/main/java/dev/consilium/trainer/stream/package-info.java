/** What the stream teaches: images whose answers are known to be right or wrong, and those whose answers should be looked at. */
@NullMarked
package dev.consilium.trainer.stream;

import org.jspecify.annotations.NullMarked;
