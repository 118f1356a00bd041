package dev.consilium.trainer.publish;

import dev.consilium.schemas.Topics;
import dev.consilium.schemas.connect.Connection;
import dev.consilium.schemas.roster.Decision;
import dev.consilium.schemas.roster.VersionKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the versions on trial serve. */
@Command(
        name = "promote",
        description = "Lets the versions on trial serve, all switched together; `roster rollback` goes back.",
        sortOptions = false)
final class RosterPromote implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "1..*", description = "Whose candidate.")
    List<String> specialists;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        Connection broker = connection.requireConnection();
        Topics topics = connection.topics();
        PrintWriter console = spec.commandLine().getOut();
        try (RolloutWatch watch = new RolloutWatch(broker, topics)) {
            Decision decided = new RosterControl(broker, topics, InstantSource.system(), decision.by)
                    .promote(specialists, decision.reason);
            Set<VersionKey> versions = decided.entries().stream()
                    .map(entry -> new VersionKey(entry.getSpecialist(), entry.getServing()))
                    .collect(Collectors.toUnmodifiableSet());
            versions.forEach(version -> console.printf("promoted %s%n", version));
            console.flush();
            return decision.await(watch, versions, console);
        }
    }
}
