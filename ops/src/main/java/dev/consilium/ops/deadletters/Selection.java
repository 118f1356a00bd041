package dev.consilium.ops.deadletters;

import dev.consilium.schemas.history.ImagesFormat;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which dead letters are meant: a mixin of the commands. Without an option, all of them. */
final class Selection {

    @Option(
            names = "--reason",
            paramLabel = "CLASS",
            description = "Those with this reason alone, as list shows it or with its package; may be given again.")
    List<String> reasons = new ArrayList<>();

    @Option(names = "--image-id", paramLabel = "ID", description = "Those of this image alone; may be given again.")
    List<String> imageIds = new ArrayList<>();

    @Option(
            names = "--images-format",
            paramLabel = "FORMAT",
            defaultValue = "avro",
            description = "avro, or raw: the app's images.format (default: ${DEFAULT-VALUE}).")
    ImagesFormat format;

    boolean isEverything() {
        return reasons.isEmpty() && imageIds.isEmpty();
    }

    /** Looks into the image only when it has to. */
    boolean holds(DeadLetter letter, LetterImages images) {
        return (reasons.isEmpty() || reasons.contains(letter.reason()) || reasons.contains(letter.exception()))
                && (imageIds.isEmpty() || imageIds.contains(images.id(letter)));
    }
}
