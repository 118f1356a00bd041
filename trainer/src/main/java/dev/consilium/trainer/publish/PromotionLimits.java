package dev.consilium.trainer.publish;

import dev.consilium.avro.Promote;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Under which limits a candidate is promoted without anybody's doing. */
final class PromotionLimits {

    @Option(
            names = "--promote-after-images",
            paramLabel = "N",
            required = true,
            description = "Not before it has scored this many.")
    long images;

    @Option(
            names = "--min-agreement",
            paramLabel = "F",
            defaultValue = "0.8",
            description =
                    "Least share of the images on which it names the serving version's class (default: ${DEFAULT-VALUE}).")
    double agreement;

    @Option(
            names = "--min-accuracy-gain",
            paramLabel = "F",
            description = "Least gain of accuracy on labelled images, for example 0.01 (default: labels do not count).")
    @Nullable
    Double gain;

    @Option(
            names = "--max-error-share",
            paramLabel = "F",
            defaultValue = "0.001",
            description = "Largest share of the images on which it fails (default: ${DEFAULT-VALUE}).")
    double errors;

    @Option(
            names = "--max-latency-ratio",
            paramLabel = "F",
            defaultValue = "2",
            description = "Most time that it may take, in times of the serving version's (default: ${DEFAULT-VALUE}).")
    double latency;

    /** @throws ParameterException naming the option and what it may be */
    Promote checked(CommandLine commandLine) {
        require(commandLine, images > 0, "--promote-after-images is at least 1, not " + images);
        require(commandLine, isShare(agreement), "--min-agreement is between 0 and 1, not " + agreement);
        require(
                commandLine,
                gain == null || isShare(Math.abs(gain)),
                "--min-accuracy-gain is between -1 and 1, not " + gain);
        require(commandLine, isShare(errors), "--max-error-share is between 0 and 1, not " + errors);
        require(commandLine, latency > 0, "--max-latency-ratio is above 0, not " + latency);
        return new Promote(images, agreement, gain, errors, latency);
    }

    private static boolean isShare(double number) {
        return number >= 0 && number <= 1;
    }

    private static void require(CommandLine commandLine, boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(commandLine, otherwise);
        }
    }
}
