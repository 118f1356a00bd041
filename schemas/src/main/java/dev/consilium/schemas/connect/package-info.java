/** Where the broker and the schema registry are, and clients configured for them. */
@NullMarked
package dev.consilium.schemas.connect;

import org.jspecify.annotations.NullMarked;
