/** What an operator's tools and a person's browser read: health, metrics, the roster, the topology. */
@NullMarked
package dev.consilium.streams.http;

import org.jspecify.annotations.NullMarked;
