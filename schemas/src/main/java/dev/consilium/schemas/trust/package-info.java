/** Makes Avro accept this module's records. */
@NullMarked
package dev.consilium.schemas.trust;

import org.jspecify.annotations.NullMarked;
