package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Confidence;
import dev.consilium.avro.GoldenExample;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.InputShape;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.image.Pixels;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes packages of trained modules: measures each with the predictor that serves, and picks its golden examples. */
final class PackageWriter {
    private static final float TOLERANCE = 1e-4f;

    private final Training training;
    private final LabelledImages heldOut;
    private final DecodedImages heldOutPixels;

    /** @param heldOut images that training never saw, of all classes */
    PackageWriter(Training training, LabelledImages heldOut) throws IOException {
        this.training = training;
        this.heldOut = heldOut;
        heldOutPixels = DecodedImages.of(heldOut, training.recipe().input());
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
        List<Pixels> pixels = new ArrayList<>();
        List<Integer> labels = new ArrayList<>();
        for (int i = 0; i < heldOutPixels.size(); i++) {
            if (specialist.classes().contains(heldOutPixels.label(i))) {
                pixels.add(heldOutPixels.pixels(i));
                labels.add(heldOutPixels.label(i));
            }
        }
        Map<String, Double> metrics = new HashMap<>();
        metrics.put("loss", loss);
        metrics.put("heldOutImages", (double) labels.size());
        if (!labels.isEmpty()) {
            List<Confidence> opinions = examinee.opinions(pixels);
            long right = 0;
            double confidence = 0;
            for (int i = 0; i < labels.size(); i++) {
                right += opinions.get(i).getClassIndex() == labels.get(i) ? 1 : 0;
                confidence += opinions.get(i).getConfidence();
            }
            metrics.put("inSubset", (double) right / labels.size());
            metrics.put("meanConfidence", confidence / labels.size());
        }
        return metrics;
    }
}
