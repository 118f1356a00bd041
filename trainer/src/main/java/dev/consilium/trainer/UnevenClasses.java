package dev.consilium.trainer;

import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Classes of one specialist of which some have so many more images that the others would seldom be answered. */
final class UnevenClasses {
    /** From here on it costs the rare class clearly more answers than chance does. */
    private static final int BEARABLE = 3;

    private record Count(int label, long images) {}

    private UnevenClasses() {}

    /** What to say when one class has more than three times as many images as another. */
    static Optional<String> advice(PlannedSpecialist specialist, DecodedImages images, List<String> names) {
        List<Count> counts = specialist.classes().stream()
                .map(label -> new Count(
                        label,
                        IntStream.range(0, images.size())
                                .filter(i -> images.label(i) == label)
                                .count()))
                .sorted(Comparator.comparingLong(Count::images))
                .toList();
        Count fewest = counts.get(0);
        Count most = counts.get(counts.size() - 1);
        // None at all is an error, which training tells.
        if (fewest.images() == 0 || most.images() <= BEARABLE * fewest.images()) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                Locale.ROOT,
                "The classes of %s are uneven: %,d images of %s, %,d of %s. It will seldom answer the rare ones; --class-weights balanced"
                        + " makes all classes count the same",
                specialist.name(),
                fewest.images(),
                names.get(fewest.label()),
                most.images(),
                names.get(most.label())));
    }
}
