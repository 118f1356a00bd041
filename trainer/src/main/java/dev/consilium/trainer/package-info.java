/** Training of specialists and writing of their packages: the commands and what other modules call. */
@NullMarked
package dev.consilium.trainer;

import org.jspecify.annotations.NullMarked;
