package dev.consilium.ops.bench.load;

import dev.consilium.ops.bench.rig.Seconds;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How an app is loaded all the time, and what comes before: a picocli mixin. */
public final class SteadyLoadOptions {

    @Option(
            names = "--rate",
            defaultValue = "80%",
            converter = RateConverter.class,
            description = "Images a second, or a share of what the app keeps up with. Default: ${DEFAULT-VALUE}.")
    Rate rate;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "180",
            converter = Seconds.class,
            description =
                    "Before anything is measured; a JVM goes on compiling for minutes. Default: ${DEFAULT-VALUE}.")
    Duration warmUp;

    /** How fast. */
    public Rate rate() {
        return rate;
    }

    /** Before it is measured. */
    public Duration warmUp() {
        return warmUp;
    }
}
