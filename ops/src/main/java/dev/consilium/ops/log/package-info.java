/** What reaches the log, and in which form; named in {@code logback.xml}. */
@NullMarked
package dev.consilium.ops.log;

import org.jspecify.annotations.NullMarked;
