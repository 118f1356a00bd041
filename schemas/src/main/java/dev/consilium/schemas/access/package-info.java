/** Which rights each part needs in a Kafka with ACLs, and which of them are missing. */
@NullMarked
package dev.consilium.schemas.access;

import org.jspecify.annotations.NullMarked;
