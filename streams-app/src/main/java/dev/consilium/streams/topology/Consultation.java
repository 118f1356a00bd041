package dev.consilium.streams.topology;

import dev.consilium.avro.Confidence;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.streams.ledger.LedgerEntry;
import dev.consilium.streams.roster.Roster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One image before all specialists: what brought it, its entry in the ledger, what is to be judged. StreamThread only. */
final class Consultation {

    private final SourceImage source;
    private final LedgerEntry entry;
    private final long admittedAt;
    private final Subject subject;

    /**
     * @param source the record that brought it
     * @param entry its entry in the ledger, open until the outcome is forwarded
     * @param admittedAt when it was admitted, in milliseconds
     * @param subject what there is to be judged
     */
    Consultation(SourceImage source, LedgerEntry entry, long admittedAt, Subject subject) {
        this.source = source;
        this.entry = entry;
        this.admittedAt = admittedAt;
        this.subject = subject;
    }

    SourceImage source() {
        return source;
    }

    LedgerEntry entry() {
        return entry;
    }

    long admittedAt() {
        return admittedAt;
    }

    Subject subject() {
        return subject;
    }

    /** What admission made of the record. */
    sealed interface Subject permits Legible, Illegible {}

    /** An image that can be judged, and the opinions that were asked for. StreamThread only. */
    static final class Legible implements Subject {
        private final String imageId;
        private final Map<String, String> attributes;
        private final Roster roster;
        private final Map<InputShape, Pixels> pixels;
        private final Map<InputShape, List<CompletableFuture<Confidence>>> hearings = new HashMap<>(2);

        /**
         * @param imageId what its producer calls it
         * @param attributes carried to the prediction
         * @param roster the snapshot that judges it; held until the consultation is over
         * @param pixels decoded once for each shape that the roster's specialists read
         */
        Legible(String imageId, Map<String, String> attributes, Roster roster, Map<InputShape, Pixels> pixels) {
            this.imageId = imageId;
            this.attributes = attributes;
            this.roster = roster;
            this.pixels = pixels;
        }

        String imageId() {
            return imageId;
        }

        Map<String, String> attributes() {
            return attributes;
        }

        Roster roster() {
            return roster;
        }

        /** The opinions of all specialists of a shape; {@code submit} asks for them the first time. */
        List<CompletableFuture<Confidence>> hearing(
                InputShape shape, Function<Pixels, List<CompletableFuture<Confidence>>> submit) {
            return hearings.computeIfAbsent(
                    shape, first -> submit.apply(Objects.requireNonNull(pixels.get(first), "decoded for each shape")));
        }
    }

    /**
     * A record that is no image. It takes the way of all images, so that its dead letter keeps their order.
     *
     * @param reason what is wrong with it
     */
    record Illegible(Exception reason) implements Subject {}

    /** Gives back what the consultation held. To be called once. */
    void release() {
        if (subject instanceof Legible legible) {
            legible.roster().release();
        }
    }
}
