package dev.consilium.trainer.publish;

import dev.consilium.schemas.roster.VersionKey;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What was decided, and what the instances made of it, for {@code --json}. */
final class DecisionFigures {

    private DecisionFigures() {}

    /** @param outcome empty when nobody waited for one */
    static Map<String, Object> of(Collection<VersionKey> versions, Optional<WaitOutcome> outcome) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("versions", versions.stream().map(VersionKey::toString).toList());
        outcome.ifPresent(each -> add(each, figures));
        return figures;
    }

    private static void add(WaitOutcome outcome, Map<String, Object> figures) {
        if (outcome instanceof WaitOutcome.Served served) {
            figures.put("outcome", "DONE");
            figures.put("instances", served.instances());
            figures.put("silent", served.silent());
        } else if (outcome instanceof WaitOutcome.Refused refused) {
            figures.put("outcome", "REFUSED");
            figures.put("refusals", EventFigures.of(refused.refusals()));
        } else if (outcome instanceof WaitOutcome.Unfinished unfinished) {
            figures.put("outcome", "UNFINISHED");
            figures.put("missing", unfinished.missing());
        }
    }
}
