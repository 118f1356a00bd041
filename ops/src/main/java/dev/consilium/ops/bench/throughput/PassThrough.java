package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.streams.topology.StreamsSettings;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * Kafka Streams alone, exactly-once and with Consilium's settings: reads an image's bytes, writes a record of a
 * prediction's size. No model, no decoding, no Avro.
 *
 * @param predictionBytes the size of a prediction's value
 */
record PassThrough(Rig rig, Topics topics, int threads, int predictionBytes) implements Contestant {

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
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        topics.images(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("images"))
                .mapValues(image -> prediction, Named.as("answer"))
                .to(
                        topics.predictions(),
                        Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("predictions"));
        KafkaStreams streams = new KafkaStreams(builder.build(), properties(group));
        streams.start();
        return streams;
    }

    private Properties properties(String group) {
        return StreamsSettings.of(
                        group,
                        rig.connection().bootstrapServers(),
                        Map.of(
                                StreamsConfig.NUM_STREAM_THREADS_CONFIG,
                                threads,
                                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                                "earliest"))
                .toProperties();
    }
}
