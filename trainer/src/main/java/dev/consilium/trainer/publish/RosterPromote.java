package dev.consilium.trainer.publish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the versions on trial serve. */
@Command(
        name = "promote",
        description = "Lets the versions on trial serve, all switched together; `roster rollback` goes back.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster promote living --wait"})
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
        return decision.serve(
                connection, spec, "promoted", control -> control.promote(specialists, decision.trail.reason));
    }
}
