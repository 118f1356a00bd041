package dev.consilium.streams.topology;

import dev.consilium.avro.Image;
import dev.consilium.specialist.InputShape;
import dev.consilium.streams.ledger.LedgerEntry;
import dev.consilium.streams.roster.Roster;
import dev.consilium.streams.scoring.Hearing;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** One image before all specialists: what brought it, its entry in the ledger, what is to be judged. StreamThread only. */
final class Consultation {

    private final SourceImage source;
    private final LedgerEntry entry;
    private final long receivedAtNanos;
    private final long admittedAtNanos;
    private final long admittedAt;
    private final long deadlineNanos;
    private final Subject subject;

    /**
     * @param source the record that brought it
     * @param entry its entry in the ledger, open until the outcome is forwarded
     * @param receivedAtNanos when its record came, for a trace
     * @param admittedAtNanos when it was admitted, for a trace
     * @param admittedAt the same in milliseconds of the clock
     * @param deadlineNanos until when opinions are waited for, in the terms of {@link Surroundings#nanoTime()}
     * @param subject what there is to be judged
     */
    Consultation(
            SourceImage source,
            LedgerEntry entry,
            long receivedAtNanos,
            long admittedAtNanos,
            long admittedAt,
            long deadlineNanos,
            Subject subject) {
        this.source = source;
        this.entry = entry;
        this.receivedAtNanos = receivedAtNanos;
        this.admittedAtNanos = admittedAtNanos;
        this.admittedAt = admittedAt;
        this.deadlineNanos = deadlineNanos;
        this.subject = subject;
    }

    SourceImage source() {
        return source;
    }

    LedgerEntry entry() {
        return entry;
    }

    long receivedAtNanos() {
        return receivedAtNanos;
    }

    long admittedAtNanos() {
        return admittedAtNanos;
    }

    long admittedAt() {
        return admittedAt;
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    Subject subject() {
        return subject;
    }

    /** What was read of the record; empty when it is no image. */
    Optional<Image> image() {
        return subject instanceof Legible legible ? Optional.of(legible.image()) : Optional.empty();
    }

    /** What admission made of the record. */
    sealed interface Subject permits Legible, Illegible {}

    /** An image to be judged, and the opinions that were asked for. StreamThread only. */
    static final class Legible implements Subject {
        private final Image image;
        private final Roster roster;
        private final Map<InputShape, Hearing> hearings = new HashMap<>(2);

        /**
         * @param image parsed, not yet decoded
         * @param roster the snapshot that judges it; held until the consultation is over
         */
        Legible(Image image, Roster roster) {
            this.image = image;
            this.roster = roster;
        }

        Image image() {
            return image;
        }

        Roster roster() {
            return roster;
        }

        /** The opinions of all specialists of a shape; {@code submit} asks for them the first time. */
        Hearing hearing(InputShape shape, Function<Image, Hearing> submit) {
            return hearings.computeIfAbsent(shape, first -> submit.apply(image));
        }

        /** Those that were asked for. */
        Map<InputShape, Hearing> hearings() {
            return Collections.unmodifiableMap(hearings);
        }

        /** When the latest opinion was given or refused, as {@link System#nanoTime()} counts; empty when no engine was asked. */
        OptionalLong answeredAtNanos() {
            OptionalLong latest = OptionalLong.empty();
            for (Hearing hearing : hearings.values()) {
                long answered = hearing.answeredAtNanos();
                if (latest.isEmpty() || answered - latest.getAsLong() > 0) {
                    latest = OptionalLong.of(answered);
                }
            }
            return latest;
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
