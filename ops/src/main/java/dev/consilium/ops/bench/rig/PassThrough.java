package dev.consilium.ops.bench.rig;

import dev.consilium.stack.Probe;
import dev.consilium.streams.topology.StreamsSettings;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What Kafka Streams itself takes: a topology without models, without decoding and without Avro, under the app's own settings,
 * exactly-once too. Any thread.
 */
public final class PassThrough implements AutoCloseable {

    private static final Probe STARTED = Probe.within(Duration.ofSeconds(30), Duration.ofMillis(50));

    private final KafkaStreams streams;

    private PassThrough(KafkaStreams streams) {
        this.streams = streams;
    }

    /**
     * Starts; returns at once.
     *
     * @param answer what is written for each record's value
     */
    public static PassThrough start(StreamsSettings settings, String from, String to, UnaryOperator<byte[]> answer) {
        KafkaStreams streams = new KafkaStreams(topology(from, to, answer), settings.toProperties());
        streams.start();
        return new PassThrough(streams);
    }

    /** @throws IllegalStateException when it does not run within half a minute */
    public void awaitRunning() throws InterruptedException {
        STARTED.await(
                () -> streams.state() == KafkaStreams.State.RUNNING,
                () -> "the pass-through is " + streams.state() + " after "
                        + STARTED.limit().toSeconds() + " s instead of running");
    }

    @Override
    public void close() {
        streams.close();
    }

    private static Topology topology(String from, String to, UnaryOperator<byte[]> answer) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(
                        from,
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("images"))
                .mapValues(answer::apply, Named.as("answer"))
                .to(to, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("predictions"));
        return builder.build();
    }
}
