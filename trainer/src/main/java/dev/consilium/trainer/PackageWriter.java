package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Makes packages of trained modules: measures each with the predictor that serves, and picks its golden examples. */
final class PackageWriter {
    private static final float TOLERANCE = 1e-4f;
    private static final int CHUNK = 256;

    private final Training training;
    private final LabelledImages heldOut;
    private final DecodedImages heldOutPixels;

    /**
     * Reads what to measure on.
     *
     * @param heldOut images that training never saw, of all classes
     * @param room bytes of them to keep decoded at most
     */
    PackageWriter(Training training, LabelledImages heldOut, long room) throws IOException {
        this.training = training;
        this.heldOut = heldOut;
        heldOutPixels = DecodedImages.of(heldOut, training.recipe().input(), room);
    }

    /** @param loss of the epoch whose weights are kept */
    SpecialistPackage write(
            PlannedSpecialist specialist, Path module, double loss, Map<String, String> recipe, Path folder)
            throws IOException, UnusableModelException {
        SpecialistVersion draft = draft(specialist, module, recipe);
        try (Examinee examinee = Examinee.of(Specialist.of(draft), module)) {
            LabelledImages own = Selection.ofClasses(heldOut, specialist.classes()::contains);
            List<GoldenExample> golden =
                    GoldenExamples.choose(examinee, own, training.recipe().seed());
            SpecialistVersion manifest = SpecialistVersion.newBuilder(draft)
                    .setGolden(golden)
                    .setMetrics(metrics(specialist, examinee, loss))
                    .build();
            return SpecialistPackage.write(folder, manifest, module);
        }
    }

    private SpecialistVersion draft(PlannedSpecialist specialist, Path module, Map<String, String> recipe)
            throws IOException {
        InputShape input = training.recipe().input();
        List<ClassLabel> classes = specialist.classes().stream()
                .map(index -> new ClassLabel(index, training.data().classNames().get(index)))
                .toList();
        return SpecialistVersion.newBuilder()
                .setSpecialist(specialist.name())
                .setVersion(training.version())
                .setClasses(classes)
                .setInput(Input.newBuilder()
                        .setHeight(input.height())
                        .setWidth(input.width())
                        .build())
                .setArtifact(SpecialistPackage.artifactOf(module))
                .setTolerance(TOLERANCE)
                .setRecipe(recipe)
                .setCreatedAt(Instant.now(training.clock()))
                .build();
    }

    private Map<String, Double> metrics(PlannedSpecialist specialist, Examinee examinee, double loss) {
        int[] own = IntStream.range(0, heldOutPixels.size())
                .filter(i -> specialist.classes().contains(heldOutPixels.label(i)))
                .toArray();
        long right = 0;
        double confidence = 0;
        for (int from = 0; from < own.length; from += CHUNK) {
            int[] chunk = Arrays.copyOfRange(own, from, Math.min(own.length, from + CHUNK));
            List<Confidence> opinions = examinee.opinions(
                    IntStream.of(chunk).mapToObj(heldOutPixels::pixels).toList());
            for (int i = 0; i < chunk.length; i++) {
                right += opinions.get(i).getClassIndex() == heldOutPixels.label(chunk[i]) ? 1 : 0;
                confidence += opinions.get(i).getConfidence();
            }
        }
        Map<String, Double> metrics = new HashMap<>();
        metrics.put("loss", loss);
        metrics.put("heldOutImages", (double) own.length);
        if (own.length > 0) {
            metrics.put("inSubset", (double) right / own.length);
            metrics.put("meanConfidence", confidence / own.length);
        }
        return metrics;
    }
}
