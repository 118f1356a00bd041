package dev.consilium.ops.deadletters;

import picocli.CommandLine.Command;

/** What became of images without a prediction, and what is done about them. */
@Command(
        name = "dead-letters",
        description = "Lists images that got no prediction, exports them, and sends them to the topic of images again.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ListDeadLetters.class, ExportDeadLetters.class, ReplayDeadLetters.class})
public final class DeadLettersCommand {}
