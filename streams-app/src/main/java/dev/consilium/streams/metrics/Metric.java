package dev.consilium.streams.metrics;

import static io.micrometer.core.instrument.Meter.Type.COUNTER;
import static io.micrometer.core.instrument.Meter.Type.DISTRIBUTION_SUMMARY;
import static io.micrometer.core.instrument.Meter.Type.GAUGE;
import static io.micrometer.core.instrument.Meter.Type.TIMER;

import io.micrometer.core.instrument.Meter;
import java.util.List;
import java.util.Optional;

/** Every meter of the app: its name, unit, tags and meaning. The table in the docs is made from this. */
public enum Metric {
    READY(GAUGE, "consilium.ready", "", "1 when images are answered, 0 when not: what /health/ready says"),
    LAG(
            GAUGE,
            "consilium.lag",
            "images",
            "Images without a committed outcome, of all partitions, whichever instance has them: the same in every"
                    + " instance, looked up each half minute"),
    OVERTAKEN(
            GAUGE,
            "consilium.overtaken",
            "images",
            "Images that the topic's retention removed before they had an outcome, of all partitions, since this instance"
                    + " started (offsets: transactions' marks count too)"),
    IMAGES_ADMITTED(
            COUNTER, "consilium.admitted", "images", "Images taken from the topic and put before the specialists"),
    IMAGES_SETTLED(
            COUNTER,
            "consilium.settled",
            "images",
            "Images whose outcome was forwarded: decided, partial, abstained or dead-letter",
            "outcome"),
    DEAD_LETTERS(
            COUNTER,
            "consilium.dead.letters",
            "letters",
            "Images without a prediction, by the class of the reason",
            "reason"),
    IN_FLIGHT(GAUGE, "consilium.in.flight", "images", "Images admitted and not yet settled"),
    OLDEST_UNSETTLED(
            GAUGE,
            "consilium.oldest.unsettled",
            "seconds",
            "How long the oldest unsettled image has been in flight; 0 when there is none"),
    COMMIT_LAG(
            GAUGE,
            "consilium.commit.lag",
            "images",
            "By how many offsets the latest commits were lowered because images were in flight"),
    SERVING(GAUGE, "consilium.serving", "versions", "1 for each version that answers", "specialist", "version"),
    CONFIDENCE(
            DISTRIBUTION_SUMMARY,
            "consilium.confidence",
            "ratio",
            "How sure a version was of the predictions that it decided; the count is how many it decided",
            "specialist",
            "version"),
    EXPECTED_CONFIDENCE(
            GAUGE,
            "consilium.expected.confidence",
            "ratio",
            "The mean confidence on held-out images of its own classes that a version's manifest tells"
                    + " (meanConfidence), of those that answer or are on trial",
            "specialist",
            "version"),
    ABSENT(COUNTER, "consilium.absent", "opinions", "Opinions that a specialist owed and did not give", "specialist"),
    QUEUE(
            TIMER,
            "consilium.queue",
            "seconds",
            "From the asking for opinions on an image to its batch being taken by a scorer"),
    DECODE(TIMER, "consilium.decode", "seconds", "Decoding one image into its batch"),
    JOIN(TIMER, "consilium.join", "seconds", "From the last opinion on an image to its outcome being forwarded"),
    WAIT(TIMER, "consilium.wait", "seconds", "A StreamThread at max.in.flight waiting for its oldest image"),
    OUTAGES(
            COUNTER,
            "consilium.outages",
            "outages",
            "Times the line stopped because something outside was unreachable"),
    BATCH_SIZE(DISTRIBUTION_SUMMARY, "consilium.batch.size", "images", "Images that one forward ran over"),
    BATCH_QUEUE(GAUGE, "consilium.batch.queue", "images", "Images that wait for a scorer"),
    FORWARD(TIMER, "consilium.forward", "seconds", "One forward of a specialist over a batch", "specialist"),
    SCORERS_ALIVE(GAUGE, "consilium.scorers.alive", "threads", "Scorer threads that are running"),
    SCORERS_HUNG(
            GAUGE,
            "consilium.scorers.hung",
            "threads",
            "Scorer threads whose forward has not come back within specialist.timeout; others have their places"),
    CIRCUIT_OPEN(
            GAUGE,
            "consilium.circuit.open",
            "versions",
            "1 for each version that is not asked for a while, because it fails on test images or hangs",
            "specialist",
            "version"),
    CIRCUIT_TRANSITIONS(
            COUNTER,
            "consilium.circuit",
            "transitions",
            "Transitions of specialists' circuits, by the state that was entered: closed (it is asked), open (it is not),"
                    + " half-open (it is tried)",
            "specialist",
            "state"),
    ROLLOUTS(
            COUNTER,
            "consilium.rollout",
            "transitions",
            "Transitions of versions in this instance, by the state that was entered",
            "specialist",
            "state");

    private final Meter.Type type;
    private final String id;
    private final String unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> tags;

    Metric(Meter.Type type, String id, String unit, String help, String... tags) {
        this.type = type;
        this.id = id;
        this.unit = unit;
        this.help = help;
        this.tags = List.of(tags);
    }

    public Meter.Type type() {
        return type;
    }

    /** Micrometer's name; Prometheus shows it with underscores and the unit. */
    public String id() {
        return id;
    }

    public Optional<String> unit() {
        return Optional.of(unit).filter(text -> !text.isEmpty());
    }

    public String help() {
        return help;
    }

    /** The keys of its tags. */
    public List<String> tags() {
        return tags;
    }
}
