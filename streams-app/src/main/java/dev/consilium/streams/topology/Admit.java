package dev.consilium.streams.topology;

import dev.consilium.streams.ledger.LedgerEntry;
import dev.consilium.streams.ledger.TaskLedger;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.topology.Consultation.Illegible;
import dev.consilium.streams.topology.Consultation.Legible;
import dev.consilium.streams.topology.Consultation.Subject;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Admits an image: parses its record, takes the roster of the moment, opens its entry in the ledger. StreamThread only,
 * one per task.
 */
final class Admit implements Processor<byte[], byte[], byte[], Consultation> {

    private final Surroundings surroundings;
    private final ImageReader reader;
    private final Set<String> specialists;
    private final long deadlineNanos;
    private final Attendance attendance;
    private Task task = new Task.Absent();

    /** The life of the task between init and close. */
    private sealed interface Task {
        record Absent() implements Task {}

        record Open(ProcessorContext<byte[], Consultation> context, TaskLedger ledger) implements Task {}
    }

    Admit(TopologyConfig config, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reader = config.imagesFormat().reader(surroundings.images());
        this.specialists = Set.copyOf(config.specialists());
        this.deadlineNanos = config.deadline().toNanos();
        this.attendance = new Attendance(config, surroundings.engine().circuits());
    }

    @Override
    public void init(ProcessorContext<byte[], Consultation> context) {
        task = new Task.Open(context, surroundings.ledger().open(context.taskId()));
    }

    @Override
    public void process(Record<byte[], byte[]> image) {
        Task.Open open = open();
        long receivedAtNanos = surroundings.tracing().nanoTime();
        RecordMetadata at = open.context().recordMetadata().orElseThrow();
        TopicPartition partition = new TopicPartition(at.topic(), at.partition());
        SourceImage source =
                new SourceImage(partition, at.offset(), image.timestamp(), image.headers(), image.key(), image.value());
        // An outage stops the line in here, before there is an entry: nothing has to be undone.
        Subject subject = surroundings.engine().suspects().isQuarantined(at.partition(), at.offset())
                ? new Illegible(new QuarantinedException())
                : read(source);
        LedgerEntry entry = open.ledger().admit(partition, at.offset());
        surroundings.meters().count(Metric.IMAGES_ADMITTED);
        Consultation consultation = new Consultation(
                source,
                entry,
                receivedAtNanos,
                surroundings.tracing().nanoTime(),
                surroundings.clock().millis(),
                surroundings.nanoTime().getAsLong() + deadlineNanos,
                subject);
        open.context().forward(new Record<>(image.key(), consultation, image.timestamp()));
    }

    @Override
    public void close() {
        if (task instanceof Task.Open open) {
            open.ledger().close();
        }
        task = new Task.Absent();
    }

    private Subject read(SourceImage source) {
        Roster roster = surroundings.line().through("taking a roster", this::rosterOfThisTopology);
        try {
            return new Legible(surroundings.line().through("reading an image", () -> reader.read(source)), roster);
        } catch (OutageException e) {
            roster.release();
            throw e;
        } catch (RuntimeException e) {
            // Whatever a parser stumbles over, it is this image that it stumbles over.
            roster.release();
            return new Illegible(e);
        }
    }

    /** Its specialists are the nodes of this topology, and enough of them can answer; when the roster's membership changes, Streams is restarted. */
    private Roster rosterOfThisTopology() {
        Roster roster = surroundings.roster().acquire();
        try {
            if (roster.seats().size() != specialists.size() || !specialists.containsAll(roster.names())) {
                throw new RosterChangedException("The roster now has " + roster.names() + ", this topology asks "
                        + specialists + ": waiting for the restart");
            }
            attendance.require(roster);
            return roster;
        } catch (RuntimeException e) {
            roster.release();
            throw e;
        }
    }

    private Task.Open open() {
        if (task instanceof Task.Open open) {
            return open;
        }
        throw new IllegalStateException("The processor is not initialised");
    }
}
