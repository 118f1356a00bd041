package dev.consilium.ops.bench.rig;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.Training;
import dev.consilium.trainer.architecture.Architecture;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * SimpleCNN specialists of five classes each, trained for a moment: how fast they answer does not depend on how right they
 * are. Two of them are trained; further ones are the same modules under other names.
 */
final class BenchSpecialists {

    private static final String HALVES = "0-4,5-9";
    private static final int TRAINING_IMAGES = 500;

    private final List<SpecialistPackage> trained;
    private final Path folder;

    private BenchSpecialists(List<SpecialistPackage> trained, Path folder) {
        this.trained = trained;
        this.folder = folder;
    }

    static BenchSpecialists train(DataSet data, Path folder) throws Exception {
        Recipe recipe =
                Recipe.of(Architecture.SIMPLE_CNN, Outliers.NONE).withEpochs(1).withSeed(1);
        List<SpecialistPackage> trained = new ArrayList<>();
        Training.of(data, Plan.parse(HALVES, data.classNames()), recipe)
                .withLimit(TRAINING_IMAGES)
                .withVersion("v1")
                .run(folder, TrainingListener.SILENT)
                .forEach(specialist -> trained.add(specialist.written()));
        return new BenchSpecialists(List.copyOf(trained), folder);
    }

    /** The first {@code count}; of different names, each with a module file of its own. */
    List<SpecialistPackage> first(int count) throws IOException {
        List<SpecialistPackage> specialists = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SpecialistPackage original = trained.get(i % trained.size());
            specialists.add(i < trained.size() ? original : renamed(original, i / trained.size() + 1));
        }
        return specialists;
    }

    private SpecialistPackage renamed(SpecialistPackage original, int copy) throws IOException {
        String name = original.manifest().getSpecialist() + "-" + copy;
        SpecialistVersion manifest = SpecialistVersion.newBuilder(original.manifest())
                .setSpecialist(name)
                .build();
        return SpecialistPackage.write(folder.resolve(name), manifest, original.model());
    }
}
