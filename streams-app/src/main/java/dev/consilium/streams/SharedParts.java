package dev.consilium.streams;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.streams.config.ConsiliumConfig;
import dev.consilium.streams.crash.CrashJournal;
import dev.consilium.streams.ledger.OffsetLedger;
import dev.consilium.streams.metrics.AppRegistry;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.CurrentRoster;
import dev.consilium.streams.scoring.ScoringEngine;
import dev.consilium.streams.scoring.ScoringSettings;
import dev.consilium.streams.topology.Line;
import dev.consilium.streams.topology.StreamsSettings;
import dev.consilium.streams.topology.Surroundings;
import dev.consilium.streams.tracing.TelemetryFromEnvironment;
import dev.consilium.streams.tracing.Tracing;
import dev.consilium.streams.watch.ConsultationWatch;
import dev.consilium.streams.watch.History;
import dev.consilium.streams.watch.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.serialization.Serde;

/** What outlives a topology: made once per process, closed after Kafka Streams. Safe for any thread. */
record SharedParts(
        StreamsSettings streams,
        OffsetLedger ledger,
        ScoringEngine engine,
        Line line,
        Serde<Image> images,
        Serde<Prediction> predictions,
        Meters meters,
        Tally tally,
        ConsultationWatch watch,
        Tracing tracing,
        AppRegistry registry,
        InstantSource clock)
        implements AutoCloseable {

    /** @param topic id of the topic of images */
    static SharedParts of(ConsiliumConfig config, Uuid topic, InstantSource clock) {
        // First: settings that it cannot start with must find no thread running.
        Tracing tracing = tracing(config);
        AppRegistry registry = new AppRegistry(History.forwardsAtPercentiles());
        Meters meters = new Meters(registry.prometheus());
        StreamsSettings streams = config.streams();
        Connection connection = config.streamThreadConnection();
        return new SharedParts(
                streams,
                new OffsetLedger(streams.waitBudget(), clock),
                new ScoringEngine(config.scoring(), journal(config, topic, clock), meters),
                new Line(streams.longestStop(), meters),
                connection.serde(Image.class),
                connection.serde(Prediction.class),
                meters,
                new Tally(),
                new ConsultationWatch(config.scoring().imageLimits()),
                tracing,
                registry,
                clock);
    }

    private static CrashJournal journal(ConsiliumConfig config, Uuid topic, InstantSource clock) {
        ScoringSettings scoring = config.scoring();
        Path folder = config.crashJournals();
        try {
            return CrashJournal.open(folder, topic.toString(), scoring.places(), scoring.batchSize(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no journal of images in flight can be kept in " + folder
                            + ": set artifact.cache.directory to a folder that can be written (" + e + ")",
                    e);
        }
    }

    Surroundings surroundings(CurrentRoster roster) {
        return new Surroundings(
                roster,
                engine,
                ledger,
                line,
                images,
                predictions,
                meters,
                tally,
                watch,
                tracing,
                clock,
                System::nanoTime);
    }

    private static Tracing tracing(ConsiliumConfig config) {
        return config.tracing()
                ? new Tracing.On(
                        config.applicationId(),
                        TelemetryFromEnvironment.start(config.applicationId(), config.instanceName()))
                : new Tracing.Off();
    }

    @Override
    public void close() {
        watch.close();
        engine.close();
        images.close();
        predictions.close();
        registry.close();
        tracing.close();
    }
}
