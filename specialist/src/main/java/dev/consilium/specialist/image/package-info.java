/** From the bytes of an image file to the pixels that a module reads. */
@NullMarked
package dev.consilium.specialist.image;

import org.jspecify.annotations.NullMarked;
