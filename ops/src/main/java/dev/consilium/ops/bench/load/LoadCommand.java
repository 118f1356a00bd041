package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.report.Measured;
import dev.consilium.ops.bench.report.ReportOptions;
import dev.consilium.ops.bench.rig.Rig;
import dev.consilium.ops.terminal.Activity;
import dev.consilium.ops.terminal.Terminal;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What the commands that load an app have in common: look at the options, measure, show. */
abstract class LoadCommand implements Callable<Integer> {

    private final Callable<Rig> rigs;

    @Mixin
    ReportOptions report = new ReportOptions();

    @Spec
    CommandSpec spec;

    /** @param rigs starts what is measured on; it is closed afterwards */
    LoadCommand(Callable<Rig> rigs) {
        this.rigs = rigs;
    }

    /**
     * What is asked for.
     *
     * @param said told of what comes next
     * @throws ParameterException when that makes no sense
     */
    abstract LoadBench bench(Consumer<String> said);

    @Override
    public final Integer call() throws Exception {
        Terminal terminal = report.terminal();
        Measured measured;
        try (Activity activity = Activity.on(terminal)) {
            LoadBench bench = bench(activity::say);
            try (Rig rig = rigs.call()) {
                measured = bench.run(rig);
            }
        }
        report.give(measured, terminal::println);
        return 0;
    }

    /** @throws ParameterException with this error, unless it holds */
    final void require(boolean holds, String error) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), error);
        }
    }
}
