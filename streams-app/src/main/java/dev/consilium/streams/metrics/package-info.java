/** All meters of the app, declared once. */
@NullMarked
package dev.consilium.streams.metrics;

import org.jspecify.annotations.NullMarked;
