/** Whether a specialist is asked: one that cannot answer is left alone for a while. */
@NullMarked
package dev.consilium.streams.circuit;

import org.jspecify.annotations.NullMarked;
