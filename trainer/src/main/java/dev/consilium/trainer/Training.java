package dev.consilium.trainer;

import ai.djl.Device;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.torch.Placement;
import dev.consilium.specialist.torch.UnusableModelException;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.data.DecodedImages;
import dev.consilium.trainer.data.LabelledImages;
import dev.consilium.trainer.data.Prefetch;
import dev.consilium.trainer.data.Selection;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.Checkpoints;
import dev.consilium.trainer.recipe.ClassWeights;
import dev.consilium.trainer.recipe.Outliers;
import dev.consilium.trainer.recipe.Recipe;
import dev.consilium.trainer.recipe.SpecialistTraining;
import dev.consilium.trainer.recipe.Trained;
import dev.consilium.trainer.recipe.TrainingListener;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training of all specialists of a plan: at the same time, one thread each, as many as there are cores. Immutable; {@link #run} may
 * be called from any thread and blocks it.
 *
 * @param version of the packages to be written
 * @param from a package, or a folder of packages named after the specialists, whose weights training goes on from
 * @param limit how many of the training images to use at most, all classes in turn
 * @param checkpoints where each specialist leaves what it takes to go on after each epoch; deleted when all have ended well
 * @param resources what it may use of the machine
 * @param clock stamps the manifests and measures
 */
public record Training(
        DataSet data,
        Plan plan,
        Recipe recipe,
        String version,
        Optional<Path> from,
        int limit,
        Optional<Checkpoints> checkpoints,
        Resources resources,
        Clock clock) {

    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    /** More would cost time and memory, and change the measured accuracy by less than its error. */
    private static final int LARGEST_HELD_OUT = 10_000;

    /** @throws IllegalArgumentException when the limit is not positive, or the version's name is unusable */
    public Training {
        PlannedSpecialist.requireName("version", version);
        if (limit < 1) {
            throw new IllegalArgumentException("The limit is " + limit + " images: it must be 1 or more.");
        }
    }

    /** A first version, v1, from all images. */
    public static Training of(DataSet data, Plan plan, Recipe recipe) {
        return new Training(
                data,
                plan,
                recipe,
                "v1",
                Optional.empty(),
                Integer.MAX_VALUE,
                Optional.empty(),
                Resources.usual(),
                Clock.systemUTC());
    }

    public Training withVersion(String other) {
        return new Training(data, plan, recipe, other, from, limit, checkpoints, resources, clock);
    }

    public Training withLimit(int images) {
        return new Training(data, plan, recipe, version, from, images, checkpoints, resources, clock);
    }

    /** Goes on from the weights of a package, or of the packages in a folder that are named after the specialists. */
    public Training continuedFrom(Path packages) {
        return new Training(data, plan, recipe, version, Optional.of(packages), limit, checkpoints, resources, clock);
    }

    /** With a file a specialist after each epoch, which {@link Checkpoints#resume} goes on from to the same weights. */
    public Training withCheckpoints(Checkpoints where) {
        return new Training(data, plan, recipe, version, from, limit, Optional.of(where), resources, clock);
    }

    /** Uses other parts of the machine. */
    public Training withResources(Resources other) {
        return new Training(data, plan, recipe, version, from, limit, checkpoints, other, clock);
    }

    /** Images of all classes that no specialist trains on; at most {@value #LARGEST_HELD_OUT} of them, all classes in turn. */
    public LabelledImages heldOut() {
        return Selection.balanced(data.withTestPart(recipe.seed()).judged(), LARGEST_HELD_OUT, recipe.seed());
    }

    /**
     * Trains, measures and writes one package folder a specialist under {@code out}, named after it.
     *
     * @return in the plan's order
     * @throws IllegalStateException when it should use a GPU that is not there
     * @throws IllegalArgumentException when plan, recipe, data and the packages to go on from do not fit together
     * @throws UnusableModelException when a trained module does not keep the module contract
     * @throws InterruptedException when the calling thread was interrupted; all training has ended then
     */
    public List<TrainedSpecialist> run(Path out, TrainingListener listener)
            throws IOException, UnusableModelException, InterruptedException {
        Placement placement = new Placement(resources.device().here());
        Path scratch = Files.createTempDirectory("consilium-training");
        try {
            List<StartingPoint> starts = startingPoints(scratch.resolve("template.pt"));
            DataSet parts = data.withTestPart(recipe.seed());
            DecodedImages images = DecodedImages.of(
                    Selection.balanced(parts.training(), limit, recipe.seed()),
                    recipe.input(),
                    resources.cacheMemory());
            PackageWriter writer = new PackageWriter(this, heldOut(), resources.cacheMemory() - images.keptBytes());
            List<TrainedSpecialist> trained;
            try (Prefetch prefetch = new Prefetch(images)) {
                trained = AtOnce.run(tasks(starts, placement, prefetch, writer, scratch, out, listener));
            }
            deleteCheckpoints();
            return trained;
        } finally {
            deleteFlat(scratch);
        }
    }

    private List<AtOnce.Task<TrainedSpecialist>> tasks(
            List<StartingPoint> starts,
            Placement placement,
            Prefetch images,
            PackageWriter writer,
            Path scratch,
            Path out,
            TrainingListener listener)
            throws IOException {
        List<AtOnce.Task<TrainedSpecialist>> tasks = new ArrayList<>();
        for (int s = 0; s < starts.size(); s++) {
            PlannedSpecialist specialist = plan.specialists().get(s);
            StartingPoint start = starts.get(s);
            Device device = placement.place(specialist.name(), Files.size(start.module()));
            if (recipe.classWeights() == ClassWeights.NONE) {
                UnevenClasses.advice(specialist, images.images(), data.classNames())
                        .ifPresent(LOG::warn);
            }
            Path module = scratch.resolve(s + ".pt");
            tasks.add(new AtOnce.Task<>("train-" + specialist.name(), turns -> {
                SpecialistTraining training = new SpecialistTraining(
                        specialist,
                        recipe,
                        images,
                        start.otherClasses(),
                        device,
                        new EpochTurns(listener, turns),
                        checkpoints,
                        clock);
                return train(training, specialist, start, module, writer, out.resolve(specialist.name()));
            }));
        }
        return tasks;
    }

    private List<StartingPoint> startingPoints(Path template) throws IOException {
        recipe.architecture().writeTemplate(template);
        List<StartingPoint> starts = new ArrayList<>();
        for (PlannedSpecialist specialist : plan.specialists()) {
            starts.add(
                    from.isPresent()
                            ? StartingPoint.version(from.get(), specialist, recipe)
                            : new StartingPoint(template, Optional.empty()));
        }
        return starts;
    }

    private TrainedSpecialist train(
            SpecialistTraining training,
            PlannedSpecialist specialist,
            StartingPoint start,
            Path module,
            PackageWriter writer,
            Path folder)
            throws IOException, UnusableModelException {
        long before = clock.millis();
        Trained trained = training.train(start.module(), start.from().isEmpty(), module);
        Duration wall = Duration.ofMillis(clock.millis() - before);
        Map<String, String> described = new HashMap<>(recipe.described());
        if (recipe.earlyStopping().isPresent()) {
            described.put("keptEpoch", Integer.toString(trained.kept()));
        }
        if (recipe.outliers() == Outliers.REJECT) {
            described.put(StartingPoint.OTHER_CLASSES, training.otherClasses().text());
        }
        start.from()
                .ifPresent(
                        from -> described.put("continuedFrom", from.manifest().getVersion()));
        SpecialistPackage written = writer.write(specialist, module, trained.loss(), described, folder);
        double inSubset = written.manifest().getMetrics().getOrDefault("inSubset", Double.NaN);
        return new TrainedSpecialist(written, trained, inSubset, wall);
    }

    private void deleteCheckpoints() throws IOException {
        if (checkpoints.isPresent()) {
            for (PlannedSpecialist specialist : plan.specialists()) {
                Files.deleteIfExists(checkpoints.get().file(specialist.name()));
            }
            // Others may train into the same folder.
            try (var left = Files.list(checkpoints.get().folder())) {
                if (left.findAny().isPresent()) {
                    return;
                }
            }
            Files.delete(checkpoints.get().folder());
        }
    }

    private static void deleteFlat(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
