package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.PassThrough;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.streams.topology.StreamsSettings;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Kafka Streams alone, with Consilium's settings: reads an image's bytes, writes a record of a prediction's size.
 *
 * @param predictionBytes the size of a prediction's value
 */
record StreamsAlone(Rig rig, Topics topics, int threads, int predictionBytes) implements Contestant {

    @Override
    public String name() {
        return "pass-through";
    }

    @Override
    public String output() {
        return topics.predictions();
    }

    @Override
    public AutoCloseable start(String group) {
        byte[] prediction = new byte[predictionBytes];
        StreamsSettings settings = StreamsSettings.of(
                group,
                rig.connection().bootstrapServers(),
                Map.of(
                        StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                        threads,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"));
        return PassThrough.start(settings, topics.images(), topics.predictions(), image -> prediction);
    }
}
