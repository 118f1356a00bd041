package dev.consilium.trainer.publish;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is allowed, but probably not what was meant. */
final class RosterAdvice {

    private static final String FOLDED = "reject";

    private RosterAdvice() {}

    /** What a person should know about the roster that a decision makes. */
    static List<String> about(RosterView now, Decision decision) {
        Map<String, String> serving = new TreeMap<>();
        now.inOrder().forEach(entry -> serving.put(entry.getSpecialist(), entry.getServing()));
        decision.entries().forEach(entry -> serving.put(entry.getSpecialist(), entry.getServing()));
        serving.keySet().removeAll(decision.dismissed());

        TreeSet<String> folded = new TreeSet<>();
        TreeSet<String> plain = new TreeSet<>();
        serving.forEach((specialist, version) -> manifest(now, decision, new VersionKey(specialist, version))
                .ifPresent(manifest -> {
                    boolean rejects = FOLDED.equals(manifest.getRecipe().get("outliers"));
                    (rejects ? folded : plain).add(specialist);
                }));
        List<String> advice = new ArrayList<>();
        if (!folded.isEmpty() && !plain.isEmpty()) {
            advice.add(
                    "the roster mixes specialists that were trained to reject other classes " + folded
                            + " with some that were not " + plain
                            + ": those are sure of everything and will answer too often. Train them all with --outliers reject.");
        }
        return advice;
    }

    private static Optional<SpecialistVersion> manifest(RosterView now, Decision decision, VersionKey version) {
        return decision.manifests().stream()
                .filter(manifest -> VersionKey.of(manifest).equals(version))
                .findFirst()
                .or(() -> now.manifest(version));
    }
}
