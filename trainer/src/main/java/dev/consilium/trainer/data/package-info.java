/** Labelled images on disk: what they are called, what they show, and how they come into memory. */
@NullMarked
package dev.consilium.trainer.data;

import org.jspecify.annotations.NullMarked;
