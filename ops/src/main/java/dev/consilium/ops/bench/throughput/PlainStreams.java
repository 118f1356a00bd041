package dev.consilium.ops.bench.throughput;

import dev.consilium.schemas.connect.Connection;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Kafka Streams as it is without Consilium: its own defaults, exactly-once, from the beginning. */
final class PlainStreams {

    private PlainStreams() {}

    static Properties properties(Connection connection, String group, int threads) {
        Properties properties = new Properties();
        properties.putAll(connection.client());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, group);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return properties;
    }
}
