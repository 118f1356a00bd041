/** What is shown of consultations to whoever looks on: a sample of them, and figures of the last minutes. */
@NullMarked
package dev.consilium.streams.watch;

import org.jspecify.annotations.NullMarked;
