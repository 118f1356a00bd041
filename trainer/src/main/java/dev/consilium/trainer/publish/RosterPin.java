package dev.consilium.trainer.publish;

import dev.consilium.schemas.roster.VersionKey;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets published versions serve. */
@Command(
        name = "pin",
        description = "Lets published versions serve, all switched together; also enlists a specialist.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster pin living=v3 vehicles=v7 --wait"})
final class RosterPin implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST=VERSION", arity = "1..*", description = "For example living=v3 vehicles=v7.")
    Map<String, String> versions;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Set<VersionKey> wanted = new LinkedHashSet<>();
        versions.forEach((specialist, version) -> wanted.add(new VersionKey(specialist, version)));
        return decision.serve(connection, spec, "pinned", control -> control.pin(wanted, decision.trail.reason));
    }
}
