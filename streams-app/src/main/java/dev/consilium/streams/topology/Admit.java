package dev.consilium.streams.topology;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.BadImageException;
import dev.consilium.specialist.image.ImageDecoder;
import dev.consilium.specialist.image.ImageLimits;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.streams.ledger.LedgerEntry;
import dev.consilium.streams.ledger.TaskLedger;
import dev.consilium.streams.metrics.Metric;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.topology.Consultation.Illegible;
import dev.consilium.streams.topology.Consultation.Legible;
import dev.consilium.streams.topology.Consultation.Subject;
import io.micrometer.core.instrument.Timer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Admits an image: parses and decodes it, takes the roster of the moment, opens its entry in the ledger. StreamThread
 * only, one per task; the StreamThreads are the decoding threads.
 */
final class Admit implements Processor<byte[], byte[], byte[], Consultation> {

    private final Surroundings surroundings;
    private final ImageReader reader;
    private final ImageLimits limits;
    private final Set<String> specialists;
    private final Timer decoding;
    private Task task = new Task.Absent();

    /** The life of the task between init and close. */
    private sealed interface Task {
        record Absent() implements Task {}

        record Open(ProcessorContext<byte[], Consultation> context, TaskLedger ledger, ImageDecoder decoder)
                implements Task {}
    }

    Admit(TopologyConfig config, Surroundings surroundings) {
        this.surroundings = surroundings;
        this.reader = config.imagesFormat().reader(surroundings.images());
        this.limits = config.imageLimits();
        this.specialists = Set.copyOf(config.specialists());
        this.decoding = surroundings.meters().timer(Metric.DECODE);
    }

    @Override
    public void init(ProcessorContext<byte[], Consultation> context) {
        task = new Task.Open(context, surroundings.ledger().open(context.taskId()), new ImageDecoder(limits));
    }

    @Override
    public void process(Record<byte[], byte[]> image) {
        Task.Open open = open();
        RecordMetadata at = open.context().recordMetadata().orElseThrow();
        TopicPartition partition = new TopicPartition(at.topic(), at.partition());
        SourceImage source =
                new SourceImage(partition, at.offset(), image.timestamp(), image.headers(), image.key(), image.value());
        // An outage stops the line in here, before there is an entry: nothing has to be undone.
        Subject subject = read(source, open.decoder());
        LedgerEntry entry = open.ledger().admit(partition, at.offset());
        surroundings.meters().count(Metric.IMAGES_ADMITTED);
        Consultation consultation =
                new Consultation(source, entry, surroundings.clock().millis(), subject);
        open.context().forward(new Record<>(image.key(), consultation, image.timestamp()));
    }

    @Override
    public void close() {
        if (task instanceof Task.Open open) {
            open.ledger().close();
        }
        task = new Task.Absent();
    }

    private Subject read(SourceImage source, ImageDecoder decoder) {
        Roster roster = surroundings.line().through("taking a roster", this::rosterOfThisTopology);
        try {
            Image image = surroundings.line().through("reading an image", () -> reader.read(source));
            return new Legible(image.getId(), image.getAttributes(), roster, decode(decoder, image, roster.shapes()));
        } catch (OutageException e) {
            roster.release();
            throw e;
        } catch (BadImageException | RuntimeException e) {
            // Whatever a parser or a decoder stumbles over, it is this image that it stumbles over.
            roster.release();
            return new Illegible(e);
        }
    }

    private Map<InputShape, Pixels> decode(ImageDecoder decoder, Image image, Set<InputShape> shapes)
            throws BadImageException {
        long start = System.nanoTime();
        Map<InputShape, Pixels> pixels = new HashMap<>(2);
        Pixels original = decoder.decode(image);
        for (InputShape shape : shapes) {
            pixels.put(shape, ImageDecoder.fit(original, shape));
        }
        decoding.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return pixels;
    }

    /** Its specialists are the nodes of this topology; when the roster's membership changes, Streams is restarted. */
    private Roster rosterOfThisTopology() {
        Roster roster = surroundings.roster().acquire();
        if (roster.seats().size() == specialists.size() && specialists.containsAll(roster.names())) {
            return roster;
        }
        List<String> names = roster.names();
        roster.release();
        throw new RosterChangedException(
                "The roster now has " + names + ", this topology asks " + specialists + ": waiting for the restart");
    }

    private Task.Open open() {
        if (task instanceof Task.Open open) {
            return open;
        }
        throw new IllegalStateException("The processor is not initialised");
    }
}
