/** What was in flight when a process died, and what that says about the next one's images. */
@NullMarked
package dev.consilium.streams.crash;

import org.jspecify.annotations.NullMarked;
