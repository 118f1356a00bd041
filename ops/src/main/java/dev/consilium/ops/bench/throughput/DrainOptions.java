package dev.consilium.ops.bench.throughput;

import dev.consilium.ops.bench.rig.Seconds;
import java.time.Duration;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What comes before the measuring, and how much there is to drain: a picocli mixin. */
final class DrainOptions {

    @Option(
            names = "--warm-up",
            defaultValue = "2",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Of each drain, before what is measured. Default: ${DEFAULT-VALUE}.")
    Duration warmUp;

    @Option(
            names = "--first-warm-up",
            defaultValue = "60",
            paramLabel = "SECONDS",
            converter = Seconds.class,
            description = "Of Consilium, once, before the first round: what the JVM compiles meanwhile is not measured."
                    + " Default: ${DEFAULT-VALUE}.")
    Duration firstWarmUp;

    @Option(names = "--images", description = "On each topic. Default: as many as the window needs.")
    @Nullable
    Long images;

    OptionalLong images() {
        return images == null ? OptionalLong.empty() : OptionalLong.of(images);
    }
}
