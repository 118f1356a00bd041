package dev.consilium.trainer.publish;

import dev.consilium.avro.Candidate;
import dev.consilium.avro.CandidateMode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts published versions on trial with a vote on a share of the images. */
@Command(
        name = "canary",
        description = "Puts published versions on trial: they answer in place of what serves on a share of the images.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster canary living=v4 --share 0.1 --wait"})
final class RosterCanary implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST=VERSION", arity = "1..*", description = "For example living=v4.")
    Map<String, String> versions;

    @Option(
            names = "--share",
            paramLabel = "F",
            required = true,
            description = "Of the images, above 0 and up to 1, for example 0.1.")
    double share;

    @ArgGroup(exclusive = false, heading = "%nPromoted by itself, when all limits are kept:%n")
    @Nullable
    PromotionLimits limits;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        if (!(share > 0 && share <= 1)) {
            throw new ParameterException(spec.commandLine(), "--share is above 0 and up to 1, not " + share);
        }
        Map<String, Candidate> candidates = new TreeMap<>();
        versions.forEach((specialist, version) -> candidates.put(
                specialist,
                new Candidate(
                        version,
                        CandidateMode.CANARY,
                        share,
                        limits == null ? null : limits.checked(spec.commandLine()))));
        return decision.tryOut(connection, spec, candidates);
    }
}
