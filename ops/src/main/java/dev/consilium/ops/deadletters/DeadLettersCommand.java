package dev.consilium.ops.deadletters;

import picocli.CommandLine.Command;

/** What became of images without a prediction, and what is done about them. */
@Command(
        name = "dead-letters",
        description = "Lists images that got no prediction, exports them, and sends them to the topic of images again.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  consilium dead-letters list",
            "  consilium dead-letters replay --reason BadImageException"
        },
        subcommands = {ListDeadLetters.class, ExportDeadLetters.class, ReplayDeadLetters.class})
public final class DeadLettersCommand {}
