package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.Input;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.Specialist;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.ArchiveLimits;
import dev.consilium.specialist.archive.ArchiveScan;
import dev.consilium.specialist.archive.UnsafeArchiveException;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.evaluate.Examinee;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.progress.ProgressMeter;
import dev.consilium.trainer.progress.Unit;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * A TorchScript file that someone trained elsewhere, and what it is said to be.
 *
 * @param file as {@code torch.jit.save} wrote it
 * @param specialist its name, and its classes in the order of the logits
 * @param input what it reads
 * @param recipe how it was trained, as far as that is told; {@code outliers} is checked
 */
record FinishedModule(
        Path file, PlannedSpecialist specialist, String version, Input input, Map<String, String> recipe) {
    private static final float TOLERANCE = 1e-4f;
    private static final long GOLDEN_SEED = 1;
    private static final String CONTRACT =
            ". A module takes float32 [B, 3, H, W] with values from 0 to 1 and gives float32 logits [B, K], K being the"
                    + " number of --classes, for any B of 1 or more";

    FinishedModule {
        PlannedSpecialist.requireName("version", version);
        recipe = Map.copyOf(recipe);
    }

    /**
     * Checks it, measures it on the images that the data set keeps for that, or on all of a data set without parts, and writes the package.
     *
     * @param console told how far it is
     * @throws IOException when a file cannot be read or written, or when the module breaks the contract: the message says how
     */
    SpecialistPackage pack(DataSet data, Path folder, InstantSource clock, PrintWriter console) throws IOException {
        requireSafe();
        LabelledImages own = Selection.ofClasses(data.judged(), specialist.classes()::contains);
        if (own.size() == 0) {
            throw new IOException("There is no image of the classes of " + specialist.name() + " in " + data.folder()
                    + ": golden examples and accuracy need some");
        }
        SpecialistVersion draft = draft(data, clock);
        try (Examinee examinee = Examinee.of(Specialist.of(draft), file);
                ProgressMeter meter = ProgressMeter.on(console, "Examining", Unit.IMAGES, own.size())) {
            ModuleExamination.Findings findings = new ModuleExamination(examinee).over(own, meter::at);
            SpecialistVersion manifest = SpecialistVersion.newBuilder(draft)
                    .setGolden(GoldenExamples.choose(examinee, own, GOLDEN_SEED))
                    .setMetrics(Map.of(
                            "heldOutImages",
                            (double) findings.images(),
                            "inSubset",
                            findings.inSubset(),
                            "meanConfidence",
                            findings.meanConfidence()))
                    .build();
            return SpecialistPackage.write(folder, manifest, file);
        } catch (UnusableModelException e) {
            String failure = String.valueOf(e.getMessage());
            throw new IOException(failure + advice(failure), e);
        }
    }

    private void requireSafe() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("There is no file " + file);
        }
        try {
            ArchiveScan.scan(file, ArchiveLimits.ofPacked(Files.size(file)));
        } catch (UnsafeArchiveException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private String advice(String failure) {
        int outputs = specialist.classes().size() + 1;
        return failure.contains("(1, " + outputs + ") where")
                ? ". One logit more than --classes: is it the one for none of them? It has to be folded into the others"
                        + " in eval mode: docs/pytorch.md"
                : CONTRACT + ", at --input " + input.getWidth() + "x" + input.getHeight();
    }

    private SpecialistVersion draft(DataSet data, InstantSource clock) throws IOException {
        List<ClassLabel> classes = specialist.classes().stream()
                .map(index -> new ClassLabel(index, data.classNames().get(index)))
                .toList();
        return SpecialistVersion.newBuilder()
                .setSpecialist(specialist.name())
                .setVersion(version)
                .setClasses(classes)
                .setInput(input)
                .setArtifact(SpecialistPackage.artifactOf(file))
                .setTolerance(TOLERANCE)
                .setRecipe(recipe)
                .setCreatedAt(clock.instant())
                .build();
    }
}
