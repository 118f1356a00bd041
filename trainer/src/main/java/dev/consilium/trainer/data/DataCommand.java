package dev.consilium.trainer.data;

import picocli.CommandLine.Command;

/** Groups what is about data sets. */
@Command(
        name = "data",
        description = "Brings data sets to this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {Cifar10Command.class})
public final class DataCommand {}
