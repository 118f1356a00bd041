/** The way of an image through Kafka Streams: admit, score, consult. */
@NullMarked
package dev.consilium.streams.topology;

import org.jspecify.annotations.NullMarked;
