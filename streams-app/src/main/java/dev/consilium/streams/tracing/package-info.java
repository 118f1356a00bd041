/** Tracing with OpenTelemetry: whether, where to, and under which names. */
@NullMarked
package dev.consilium.streams.tracing;

import org.jspecify.annotations.NullMarked;
