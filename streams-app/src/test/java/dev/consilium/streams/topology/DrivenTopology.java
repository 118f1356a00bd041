package dev.consilium.streams.topology;

import static org.awaitility.Awaitility.await;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.Topics;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.fixture.TinyModule;
import dev.consilium.specialist.fixture.TinySpecialists;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.streams.fixture.Journals;
import dev.consilium.streams.ledger.OffsetLedger;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.CurrentRoster;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.roster.Seat;
import dev.consilium.streams.roster.Trial;
import dev.consilium.streams.scoring.ScoringEngine;
import dev.consilium.streams.scoring.ScoringSettings;
import dev.consilium.streams.tracing.Tracing;
import dev.consilium.streams.watch.ConsultationWatch;
import dev.consilium.streams.watch.Tally;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** A topology in Streams' own test driver, over real specialists; the driver's clock and ours are moved by hand. */
abstract class DrivenTopology {

    static final Topics TOPICS = Topics.defaults();
    static final Instant STAMP = Instant.parse("2026-02-03T04:05:06Z");

    private final List<AutoCloseable> open = new ArrayList<>();
    final OffsetLedger ledger = new OffsetLedger(Duration.ofSeconds(2), () -> this.now);
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Serde<Image> images = PlainAvro.images();
    private final Serde<Prediction> predictions = PlainAvro.predictions();
    final ConsultationWatch watch = new ConsultationWatch(ImageLimits.defaults());
    Tracing tracing = new Tracing.Off();
    ScoringSettings scoring = ScoringSettings.defaults();
    Instant now = Instant.EPOCH;
    Duration waited = Duration.ZERO;

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable part : open) {
            part.close();
        }
        // A process that ends while libtorch runs may crash, and the tests with it.
        await().atMost(Duration.ofSeconds(60))
                .until(() -> registry.find(Metric.SCORERS_HUNG.id()).gauges().stream()
                        .allMatch(hung -> hung.value() == 0));
    }

    TopologyTestDriver driver(UnaryOperator<TopologyConfig> change, TinyModule... modules)
            throws UnusableModelException {
        List<Seat> seats = new ArrayList<>();
        for (TinyModule module : modules) {
            seats.add(seat(module, seats.size(), "v1"));
        }
        return driver(change, seats, List.of());
    }

    /** @param trials of modules that the caller loaded; closed with the driver */
    TopologyTestDriver driver(UnaryOperator<TopologyConfig> change, List<Seat> seats, List<Trial> trials) {
        CurrentRoster roster = new CurrentRoster(Roster.of(seats, trials, 1));
        Meters meters = new Meters(registry);
        ScoringEngine engine = new ScoringEngine(scoring, Journals.ofItsOwn(scoring), meters);
        Surroundings surroundings = new Surroundings(
                roster,
                engine,
                ledger,
                new Line(Duration.ofSeconds(5), meters),
                images,
                predictions,
                meters,
                new Tally(),
                watch,
                tracing,
                () -> now,
                () -> waited.toNanos());
        TopologyConfig config = change.apply(TopologyConfig.of(
                TOPICS, seats.stream().map(seat -> seat.specialist().name()).toList()));
        Properties settings = StreamsSettings.of("app", "127.0.0.1:9", Map.of()).toProperties();
        TopologyTestDriver driver = new TopologyTestDriver(ConsultationTopology.build(config, surroundings), settings);
        open.add(driver);
        open.add(engine);
        open.add(roster);
        seats.forEach(seat -> open.add(seat.model()));
        trials.forEach(trial -> open.add(trial.seat().model()));
        return driver;
    }

    /** A specialist {@code s<index>} with five classes from {@code index * 10} on. */
    static Seat seat(TinyModule module, int index, String version) throws UnusableModelException {
        Specialist specialist = TinySpecialists.specialist(module, "s" + index, version, index * 10);
        return new Seat(specialist, TinySpecialists.load(module, specialist));
    }

    static void pipe(TopologyTestDriver driver, byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        driver.createInputTopic(TOPICS.images(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(key, value, headers, STAMP));
    }

    /** Lets the wall clock go on until so many outcomes are there. */
    static List<TestRecord<byte[], byte[]>> outcomes(TopologyTestDriver driver, String topic, int count) {
        List<TestRecord<byte[], byte[]>> out = new ArrayList<>();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> {
                    driver.advanceWallClockTime(Duration.ofMillis(10));
                    out.addAll(drain(driver, topic));
                    return out.size() >= count;
                });
        return out;
    }

    static List<TestRecord<byte[], byte[]>> drain(TopologyTestDriver driver, String topic) {
        return driver.createOutputTopic(topic, new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    Prediction prediction(TestRecord<byte[], byte[]> outcome) {
        return predictions.deserializer().deserialize(TOPICS.predictions(), outcome.value());
    }

    byte[] image(Image image) {
        return images.serializer().serialize(TOPICS.images(), image);
    }

    static String header(TestRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
