package dev.consilium.ops.keys;

import picocli.CommandLine.Command;

/** Keys that versions are signed with. */
@Command(
        name = "keys",
        description = "Makes, lists and trusts the Ed25519 keys that versions are signed with.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  consilium keys generate",
            "  consilium keys trust keys/signing.pub.pem --in trusted"
        },
        subcommands = {GenerateKey.class, ListKeys.class, TrustKey.class})
public final class KeysCommand {}
