/** One image that somebody brings over HTTP: its way through Kafka, and back. */
@NullMarked
package dev.consilium.streams.submit;

import org.jspecify.annotations.NullMarked;
