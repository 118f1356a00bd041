@NullMarked
package dev.consilium.schemas.registry;

import org.jspecify.annotations.NullMarked;
