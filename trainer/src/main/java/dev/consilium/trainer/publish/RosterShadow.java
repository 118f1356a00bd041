package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts published versions on trial without a vote. */
@Command(
        name = "shadow",
        description = "Puts published versions on trial: they score every image beside what serves, and never answer.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster shadow living=v4 --wait"})
final class RosterShadow implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST=VERSION", arity = "1..*", description = "For example living=v4.")
    Map<String, String> versions;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Map<String, Candidate> candidates = new TreeMap<>();
        versions.forEach((specialist, version) ->
                candidates.put(specialist, new Candidate(version, CandidateMode.SHADOW, 0.0, null)));
        return decision.tryOut(connection, spec, candidates);
    }
}
