package dev.consilium.trainer;

import dev.consilium.trainer.data.Cifar10Command;
import dev.consilium.trainer.stream.UnlabelledCommand;
import picocli.CommandLine.Command;

/** Groups what is about data sets. */
@Command(
        name = "data",
        description = "Brings data sets to this machine, and what is worth labelling out of the stream.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  consilium data cifar10 --download --out cifar10"},
        subcommands = {Cifar10Command.class, UnlabelledCommand.class})
public final class DataCommand {}
