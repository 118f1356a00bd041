package dev.consilium.trainer.publish;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets the versions before serve again. */
@Command(
        name = "rollback",
        description = "Lets the versions before serve again, all switched together.",
        sortOptions = false,
        footer = {"", "Example:", "  consilium roster rollback living --reason \"mistakes dogs for cats\" --wait"})
final class RosterRollback implements Callable<Integer> {

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SPECIALIST", arity = "1..*", description = "Whose version.")
    List<String> specialists;

    @Mixin
    DecisionOptions decision;

    @Mixin
    ConnectionOptions connection;

    @Override
    public Integer call() throws IOException {
        return decision.serve(
                connection, spec, "back to", control -> control.rollBack(specialists, decision.trail.reason));
    }
}
