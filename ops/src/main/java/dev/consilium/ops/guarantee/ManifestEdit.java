package dev.consilium.ops.guarantee;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.SpecialistVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** Mistakes in manifests that are in order otherwise: every field is allowed, and they contradict each other nowhere. */
final class ManifestEdit {

    private ManifestEdit() {}

    /** Of which no image is, by the golden examples. */
    static SpecialistVersion oneClassMore(SpecialistVersion good) {
        int free =
                good.getClasses().stream().mapToInt(ClassLabel::getIndex).max().orElse(0) + 1_000;
        List<ClassLabel> classes = new ArrayList<>(good.getClasses());
        classes.add(
                ClassLabel.newBuilder().setIndex(free).setName("class " + free).build());
        return withGolden(SpecialistVersion.newBuilder(good).setClasses(classes), good, probabilities -> {
            List<Float> more = new ArrayList<>(probabilities);
            more.add(0f);
            return more;
        });
    }

    /** Sure of the class that the module thinks the least of. */
    static SpecialistVersion wrongGolden(SpecialistVersion good) {
        return withGolden(SpecialistVersion.newBuilder(good), good, probabilities -> {
            List<Float> wrong = new ArrayList<>(Collections.nCopies(probabilities.size(), 0f));
            wrong.set(probabilities.indexOf(Collections.min(probabilities)), 1f);
            return wrong;
        });
    }

    private static SpecialistVersion withGolden(
            SpecialistVersion.Builder edited, SpecialistVersion good, UnaryOperator<List<Float>> change) {
        return edited.setGolden(good.getGolden().stream()
                        .map(example -> GoldenExample.newBuilder(example)
                                .setProbabilities(change.apply(example.getProbabilities()))
                                .build())
                        .toList())
                .build();
    }
}
