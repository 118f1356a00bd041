package dev.consilium.trainer.publish;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.RosterView;
import dev.consilium.schemas.roster.VersionKey;
import dev.consilium.trainer.recipe.Outliers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is allowed, but probably not what was meant. */
final class RosterAdvice {

    private RosterAdvice() {}

    /** What a person should know about the roster that a decision makes. */
    static List<String> about(RosterView now, Decision decision) {
        Map<String, String> serving = new TreeMap<>();
        now.inOrder().forEach(entry -> serving.put(entry.getSpecialist(), entry.getServing()));
        decision.entries().forEach(entry -> serving.put(entry.getSpecialist(), entry.getServing()));
        serving.keySet().removeAll(decision.dismissed());

        TreeSet<String> doubting = new TreeSet<>();
        TreeSet<String> sure = new TreeSet<>();
        serving.forEach((specialist, version) -> manifest(now, decision, new VersionKey(specialist, version))
                .ifPresent(manifest -> {
                    String outliers = manifest.getRecipe().getOrDefault("outliers", Outliers.NONE.text());
                    (outliers.equals(Outliers.NONE.text()) ? sure : doubting).add(specialist);
                }));
        List<String> advice = new ArrayList<>();
        if (!doubting.isEmpty() && !sure.isEmpty()) {
            advice.add(
                    "the roster mixes specialists that were taught to doubt what is of other classes " + doubting
                            + " with some that were not " + sure
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
