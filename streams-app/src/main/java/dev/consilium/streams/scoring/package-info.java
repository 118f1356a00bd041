/** The engine that runs the specialists over batches of images of all tasks. */
@NullMarked
package dev.consilium.streams.scoring;

import org.jspecify.annotations.NullMarked;
