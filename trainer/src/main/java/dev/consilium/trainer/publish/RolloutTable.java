package dev.consilium.trainer.publish;

import dev.consilium.avro.RolloutEvent;
import dev.consilium.avro.RolloutState;
import dev.consilium.schemas.roster.VersionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** How far each instance is with each version, and what it waits for, as lines. */
final class RolloutTable {

    private RolloutTable() {}

    /**
     * The lines of now; the first one is the head.
     *
     * @param instances that are expected to answer; those that have are shown in any case
     */
    static List<String> lines(Instances answers, Set<String> instances, Set<VersionKey> versions, Instant now) {
        TextTable table = new TextTable("instance", "version", "state", "for", "waits for");
        Set<String> all = new TreeSet<>(instances);
        all.addAll(answers.names());
        List<VersionKey> sorted = new ArrayList<>(versions);
        sorted.sort((one, other) -> one.toString().compareTo(other.toString()));
        for (String instance : all) {
            for (VersionKey version : sorted) {
                Optional<RolloutEvent> last = answers.last(instance, version);
                table.row(
                        instance,
                        version.toString(),
                        last.map(event -> event.getState().name()).orElse("-"),
                        last.map(event -> age(event, now)).orElse("-"),
                        last.map(event -> waitsFor(event.getState(), event.getReason()))
                                .orElse("its first word of it"));
            }
        }
        return table.lines();
    }

    private static String age(RolloutEvent event, Instant now) {
        return Math.max(0, Duration.between(event.getAt(), now).toSeconds()) + " s";
    }

    private static String waitsFor(RolloutState state, String reason) {
        return switch (state) {
            case ANNOUNCED -> "the module to be fetched";
            case FETCHED -> "size, digest and signature to be checked";
            case VERIFIED -> "the module to be loaded";
            case LOADED -> "the golden examples";
            case GATED -> "all batch sizes to be warm";
            case WARMED -> "the switch, with all of its decision";
            case REJECTED -> "nothing: refused, " + reason;
            case SERVING, SHADOWING, CANARYING, DRAINED, DECIDED -> "-";
        };
    }
}
