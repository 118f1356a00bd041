@NullMarked
package dev.consilium.schemas;

import org.jspecify.annotations.NullMarked;
