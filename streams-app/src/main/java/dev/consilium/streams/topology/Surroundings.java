package dev.consilium.streams.topology;

import dev.consilium.avro.Image;
import dev.consilium.avro.Prediction;
import dev.consilium.streams.ledger.OffsetLedger;
import dev.consilium.streams.metrics.Meters;
import dev.consilium.streams.roster.CurrentRoster;
import dev.consilium.streams.scoring.ScoringEngine;
import dev.consilium.streams.tracing.Tracing;
import dev.consilium.streams.watch.ConsultationWatch;
import dev.consilium.streams.watch.Tally;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.Serde;

/**
 * What all tasks of a process share. All of it is safe for any thread and outlives the topology; who made it closes it,
 * after Kafka Streams.
 *
 * @param roster who serves now
 * @param engine runs the specialists
 * @param ledger the very one that the {@code LedgerClientSupplier} of the same Kafka Streams client was given
 * @param line whether images move
 * @param images reads images; not used with {@link ImagesFormat#RAW}
 * @param predictions writes predictions
 * @param meters counts
 * @param tally adds up what is said and how long it takes
 * @param watch shows some consultations to whoever looks on
 * @param tracing whether consultations are traced
 * @param clock tells when an image was admitted and decided
 * @param nanoTime tells how long an image has waited, as {@link System#nanoTime()} counts: a clock that is set makes none late
 */
public record Surroundings(
        CurrentRoster roster,
        ScoringEngine engine,
        OffsetLedger ledger,
        Line line,
        Serde<Image> images,
        Serde<Prediction> predictions,
        Meters meters,
        Tally tally,
        ConsultationWatch watch,
        Tracing tracing,
        InstantSource clock,
        LongSupplier nanoTime) {}
