package dev.consilium.ops.bench.load;

import dev.consilium.streams.topology.StreamsSettings;
import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What Kafka Streams itself takes: a topology without models under the app's own settings, exactly-once too, that writes
 * every image on as it is.
 */
final class PassThrough implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(30);
    private static final long LOOK_MILLIS = 50;

    private final KafkaStreams streams;

    private PassThrough(KafkaStreams streams) {
        this.streams = streams;
    }

    /** Starts; images that are sent from now on are passed on. */
    static PassThrough start(StreamsSettings settings, String from, String to) {
        Properties properties = settings.toProperties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "pass-through");
        PassThrough passThrough = new PassThrough(new KafkaStreams(topology(from, to), properties));
        passThrough.streams.start();
        return passThrough;
    }

    /** @throws IllegalStateException when it does not run within half a minute */
    void awaitRunning() throws InterruptedException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (streams.state() != KafkaStreams.State.RUNNING) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the pass-through is " + streams.state() + " after "
                        + START_LIMIT.toSeconds() + " s instead of running");
            }
            Thread.sleep(LOOK_MILLIS);
        }
    }

    @Override
    public void close() {
        streams.close();
    }

    private static Topology topology(String from, String to) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(from, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()))
                .to(to, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()));
        return builder.build();
    }
}
