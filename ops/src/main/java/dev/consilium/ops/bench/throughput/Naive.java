package dev.consilium.ops.bench.throughput;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.SpecialistPackage;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;

/** What a user writes by hand today: {@link NaiveTopology} on Kafka Streams' own defaults, exactly-once. */
record Naive(Rig rig, Topics topics, List<SpecialistPackage> specialists, int threads) implements Contestant {

    @Override
    public String name() {
        return "naive";
    }

    @Override
    public String output() {
        return topics.predictions();
    }

    @Override
    public AutoCloseable start(String group) {
        NaiveTopology topology = new NaiveTopology(specialists);
        KafkaStreams streams = new KafkaStreams(
                topology.build(
                        topics.images(),
                        topics.predictions(),
                        rig.connection().serde(Image.class),
                        rig.connection().serde(Prediction.class)),
                PlainStreams.properties(rig.connection(), group, threads));
        streams.start();
        return () -> {
            streams.close();
            topology.close();
        };
    }
}
