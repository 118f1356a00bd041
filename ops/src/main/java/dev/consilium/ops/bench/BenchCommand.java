package dev.consilium.ops.bench;

import dev.consilium.ops.bench.load.LatencyCommand;
import dev.consilium.ops.bench.load.ObserveCommand;
import dev.consilium.ops.bench.load.SoakCommand;
import dev.consilium.ops.bench.load.SwapCommand;
import dev.consilium.ops.bench.throughput.NaiveBenchCommand;
import dev.consilium.ops.bench.throughput.ScaleCommand;
import dev.consilium.ops.bench.throughput.ThroughputCommand;
import dev.consilium.ops.bench.training.TrainingBenchCommand;
import picocli.CommandLine.Command;

/** {@code consilium bench}: every figure is a ratio within one run. */
@Command(
        name = "bench",
        description = "Measures, as ratios within one run.",
        synopsisSubcommandLabel = "MEASUREMENT",
        footer = {"", "Example:", "  consilium bench throughput --json throughput.json"},
        subcommands = {
            ThroughputCommand.class,
            LatencyCommand.class,
            SwapCommand.class,
            ScaleCommand.class,
            SoakCommand.class,
            ObserveCommand.class,
            NaiveBenchCommand.class,
            TrainingBenchCommand.class
        })
public final class BenchCommand {}
