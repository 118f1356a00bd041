package dev.consilium.streams.metrics;

import java.util.List;

/** Every meter of the app: its name, unit, tags and meaning. The table in the docs is made from this. */
public enum Metric {
    IMAGES_ADMITTED(
            "consilium.images.admitted", "images", "Images taken from the topic and put before the specialists"),
    IMAGES_SETTLED(
            "consilium.images.settled",
            "images",
            "Images whose outcome was forwarded: decided, partial, abstained or dead-letter",
            "outcome"),
    DEAD_LETTERS(
            "consilium.dead.letters", "images", "Images without a prediction, by the class of the reason", "reason"),
    IN_FLIGHT("consilium.images.in.flight", "images", "Images admitted and not yet settled"),
    OLDEST_UNSETTLED(
            "consilium.images.oldest.unsettled",
            "seconds",
            "How long the oldest unsettled image has been in flight; alert when it grows"),
    COMMIT_LAG(
            "consilium.commit.lag",
            "images",
            "By how many offsets the latest commits were lowered because images were in flight"),
    WINS(
            "consilium.specialist.wins",
            "images",
            "Predictions that a specialist's opinion decided",
            "specialist",
            "version"),
    ABSENT("consilium.specialist.absent", "opinions", "Opinions that a specialist owed and did not give", "specialist"),
    QUEUE(
            "consilium.queue",
            "seconds",
            "From the asking for opinions on an image to its batch being taken by a scorer"),
    DECODE("consilium.decode", "seconds", "Decoding one image into its batch"),
    JOIN("consilium.join", "seconds", "From the last opinion on an image to its outcome being forwarded"),
    WAIT("consilium.wait", "seconds", "A StreamThread at max.in.flight waiting for its oldest image"),
    OUTAGES("consilium.outages", "outages", "Times the line stopped because something outside was unreachable"),
    BATCH_SIZE("consilium.batch.size", "images", "Images that one forward ran over"),
    BATCH_QUEUE("consilium.batch.queue", "images", "Images that wait for a scorer"),
    FORWARD("consilium.forward", "seconds", "One forward of a specialist over a batch", "specialist"),
    SCORERS_ALIVE("consilium.scorers.alive", "threads", "Scorer threads that are running"),
    ROLLOUTS(
            "consilium.rollouts",
            "transitions",
            "Transitions of versions in this instance, by the state that was entered",
            "specialist",
            "state");

    private final String id;
    private final String unit;
    private final String help;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    private final List<String> tags;

    Metric(String id, String unit, String help, String... tags) {
        this.id = id;
        this.unit = unit;
        this.help = help;
        this.tags = List.of(tags);
    }

    /** Micrometer's name; Prometheus shows it with underscores and the unit. */
    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    public String help() {
        return help;
    }

    /** The keys of its tags. */
    public List<String> tags() {
        return tags;
    }
}
