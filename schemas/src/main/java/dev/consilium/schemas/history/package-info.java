/** What went through: predictions and the images that they answer, read back from their topics. */
@NullMarked
package dev.consilium.schemas.history;

import org.jspecify.annotations.NullMarked;
