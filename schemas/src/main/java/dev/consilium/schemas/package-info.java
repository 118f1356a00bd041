/** The topics that Consilium lives in: their names, their settings, and how they come to exist. */
@NullMarked
package dev.consilium.schemas;

import org.jspecify.annotations.NullMarked;
