package dev.consilium.trainer.publish;

import picocli.CommandLine.Option;

/** Who decides and why, as the trail will say: a picocli mixin. */
final class TrailOptions {

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why; for the trail.")
    String reason;

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides; for the trail (default: the user's name).")
    String by;
}
