package dev.consilium.ops.keys;

import picocli.CommandLine.Command;

/** Keys that versions are signed with. */
@Command(
        name = "keys",
        description = "Makes, lists and trusts the Ed25519 keys that versions are signed with.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {GenerateKey.class, ListKeys.class, TrustKey.class})
public final class KeysCommand {}
