/** The Kafka Streams application that puts every image before all specialists. */
@NullMarked
package dev.consilium.streams;

import org.jspecify.annotations.NullMarked;
