package dev.consilium.ops.explain;

import dev.consilium.avro.Artifact;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.Prediction;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.avro.UriArtifact;
import dev.consilium.specialist.MaxSoftmaxRule;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A prediction and what its versions say again; as text for people and as JSON. */
record Explanation(Prediction prediction, List<Finding> findings) {

    /** Whether every version says what it said. */
    boolean agrees() {
        return findings.stream().allMatch(Finding::agrees);
    }

    void print(PrintWriter console) {
        console.printf(
                Locale.ROOT,
                "%s: %s %.6f by %s@%s, %s by %s at %s, from %s-%d offset %d%n",
                prediction.getImageId(),
                prediction.getClassName(),
                prediction.getConfidence(),
                prediction.getSpecialist(),
                prediction.getVersion(),
                prediction.getOutcome(),
                prediction.getRule(),
                prediction.getDecidedAt(),
                prediction.getSource().getTopic(),
                prediction.getSource().getPartition(),
                prediction.getSource().getOffset());
        if (!prediction.getMissing().isEmpty()) {
            console.printf("did not answer: %s%n", String.join(", ", prediction.getMissing()));
            prediction.getMissingReasons().forEach(reason -> console.printf("  %s%n", reason));
        }
        for (Finding finding : findings) {
            Confidence then = finding.then();
            console.printf(
                    Locale.ROOT,
                    "%s@%s (%s)%s  then %s %.6f  ",
                    then.getSpecialist(),
                    then.getVersion(),
                    then.getArtifact(),
                    finding.voted() ? "" : ", without a vote",
                    then.getClassName(),
                    then.getConfidence());
            finding.now()
                    .ifPresentOrElse(
                            now -> console.printf(
                                    Locale.ROOT,
                                    "now %s %.6f  difference %.6f, tolerance %.6f: %s%n",
                                    now.getClassName(),
                                    now.getConfidence(),
                                    finding.difference(),
                                    finding.tolerance(),
                                    finding.agrees() ? "agrees" : "DIFFERS"),
                            () -> console.printf("now -  %s%n", finding.problem()));
            finding.manifest()
                    .ifPresent(manifest -> console.printf(
                            "    made %s, %s, trained %s%n",
                            manifest.getCreatedAt(), location(manifest), manifest.getRecipe()));
        }
        again().ifPresent(winner -> console.printf(
                "the rule again: %s by %s@%s%n", winner.getClassName(), winner.getSpecialist(), winner.getVersion()));
    }

    Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("imageId", prediction.getImageId());
        figures.put("className", prediction.getClassName());
        figures.put("confidence", prediction.getConfidence());
        figures.put("specialist", prediction.getSpecialist());
        figures.put("version", prediction.getVersion());
        figures.put("outcome", prediction.getOutcome().name());
        figures.put("rule", prediction.getRule());
        figures.put("decidedAt", prediction.getDecidedAt().toString());
        figures.put(
                "source",
                Map.of(
                        "topic", prediction.getSource().getTopic(),
                        "partition", prediction.getSource().getPartition(),
                        "offset", prediction.getSource().getOffset()));
        figures.put("missing", prediction.getMissing());
        figures.put("missingReasons", prediction.getMissingReasons());
        figures.put("agrees", agrees());
        again().ifPresent(winner -> figures.put("classNameAgain", winner.getClassName()));
        figures.put("opinions", findings.stream().map(Explanation::figures).toList());
        return figures;
    }

    private static Map<String, Object> figures(Finding finding) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("specialist", finding.then().getSpecialist());
        figures.put("version", finding.then().getVersion());
        figures.put("artifact", finding.then().getArtifact());
        figures.put("voted", finding.voted());
        figures.put("then", opinion(finding.then()));
        finding.now().ifPresent(now -> figures.put("now", opinion(now)));
        figures.put("difference", finding.difference());
        figures.put("tolerance", finding.tolerance());
        figures.put("agrees", finding.agrees());
        if (!finding.problem().isEmpty()) {
            figures.put("problem", finding.problem());
        }
        finding.manifest().ifPresent(manifest -> figures.put("manifest", manifest(manifest)));
        return figures;
    }

    private static Map<String, Object> manifest(SpecialistVersion manifest) {
        return Map.of(
                "sha256", manifest.getArtifact().getSha256(),
                "sizeBytes", manifest.getArtifact().getSizeBytes(),
                "location", location(manifest),
                "createdAt", manifest.getCreatedAt().toString(),
                "recipe", manifest.getRecipe(),
                "metrics", manifest.getMetrics());
    }

    private static Map<String, Object> opinion(Confidence opinion) {
        return Map.of(
                "classIndex", opinion.getClassIndex(),
                "className", opinion.getClassName(),
                "confidence", opinion.getConfidence());
    }

    private static String location(SpecialistVersion manifest) {
        Artifact artifact = manifest.getArtifact();
        return artifact.getLocation() instanceof UriArtifact uri ? uri.getUri() : "on the artifact topic";
    }

    /** Who would answer now, when all could be asked. */
    private Optional<Confidence> again() {
        List<Finding> votes = findings.stream().filter(Finding::voted).toList();
        List<Confidence> now =
                votes.stream().flatMap(finding -> finding.now().stream()).toList();
        return now.isEmpty() || now.size() < votes.size()
                ? Optional.empty()
                : Optional.of(now.get(MaxSoftmaxRule.winner(now)));
    }
}
