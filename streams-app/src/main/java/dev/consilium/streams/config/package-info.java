/** What a user sets: keys, their sources and the typed values that the rest of the app is built from. */
@NullMarked
package dev.consilium.streams.config;

import org.jspecify.annotations.NullMarked;
