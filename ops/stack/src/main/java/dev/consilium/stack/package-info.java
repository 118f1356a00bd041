/** A real Kafka broker and a real schema registry on this machine, for tests, the demo and development. */
@NullMarked
package dev.consilium.stack;

import org.jspecify.annotations.NullMarked;
