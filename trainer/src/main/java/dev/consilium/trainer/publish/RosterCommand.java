package dev.consilium.trainer.publish;

import picocli.CommandLine.Command;

/** The roster: who serves, in which version. */
@Command(
        name = "roster",
        description = "Shows and decides who serves, in which version.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  consilium roster show",
            "  consilium roster rollback living --reason \"mistakes dogs for cats\" --wait"
        },
        subcommands = {
            RosterShow.class,
            RosterPin.class,
            RosterRollback.class,
            RosterShadow.class,
            RosterCanary.class,
            RosterPromote.class,
            RosterWithdraw.class,
            RosterDismiss.class,
            RosterHistory.class,
            RosterDiff.class,
            RosterPrune.class
        })
public final class RosterCommand {}
