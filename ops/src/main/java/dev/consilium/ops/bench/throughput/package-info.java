/** Throughput: Consilium beside the machine's limit, a loop by hand, what users write today, and Kafka Streams alone. */
@NullMarked
package dev.consilium.ops.bench.throughput;

import org.jspecify.annotations.NullMarked;
