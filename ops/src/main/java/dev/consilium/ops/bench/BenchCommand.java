package dev.consilium.ops.bench;

import dev.consilium.ops.bench.throughput.NaiveBenchCommand;
import picocli.CommandLine.Command;

/** {@code consilium bench}: every figure is a ratio within one run. */
@Command(
        name = "bench",
        description = "Measures, as ratios within one run.",
        synopsisSubcommandLabel = "MEASUREMENT",
        subcommands = {NaiveBenchCommand.class})
public final class BenchCommand {}
