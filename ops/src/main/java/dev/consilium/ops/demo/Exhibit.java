package dev.consilium.ops.demo;

import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.plan.PlannedSpecialist;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What the demo is shown on: images, and the two specialists that share their classes.
 *
 * @param data with a test part, which is what the stream shows
 * @param plan the first half of the classes, and the second
 */
record Exhibit(DataSet data, Plan plan) {
    private static final int FEWEST_CLASSES = 4;

    /** The images that come with the project: see {@code ops/demo-data}. */
    static Exhibit bundled(Path home, long seed) throws IOException {
        Path folder = home.resolve("ops").resolve("demo-data");
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("the demo's images are not in " + folder
                    + ": start ./consilium from a complete copy of the project, or give --data FOLDER");
        }
        return of(folder, seed, List.of("garments", "accessories"));
    }

    /** @throws IllegalArgumentException when there are too few classes to share */
    static Exhibit of(Path folder, long seed) throws IOException {
        return of(folder, seed, List.of("first-half", "second-half"));
    }

    private static Exhibit of(Path folder, long seed, List<String> names) throws IOException {
        DataSet data = DataSet.open(folder).withTestPart(seed);
        int classes = data.classNames().size();
        if (classes < FEWEST_CLASSES) {
            throw new IllegalArgumentException(
                    folder + " has " + classes + " classes: two specialists need " + FEWEST_CLASSES + " to share");
        }
        Plan plan = new Plan(List.of(
                new PlannedSpecialist(
                        names.get(0), IntStream.range(0, classes / 2).boxed().toList()),
                new PlannedSpecialist(
                        names.get(1),
                        IntStream.range(classes / 2, classes).boxed().toList())));
        return new Exhibit(data, plan);
    }

    /** By class name, the specialist that knows it. */
    Map<String, String> owners() {
        Map<String, String> owners = new HashMap<>();
        for (PlannedSpecialist specialist : plan.specialists()) {
            specialist.classes().forEach(index -> owners.put(data.classNames().get(index), specialist.name()));
        }
        return owners;
    }

    /** The line-up in which every specialist has this version. */
    Map<String, String> lineUp(String version) {
        Map<String, String> lineUp = new HashMap<>();
        plan.specialists().forEach(specialist -> lineUp.put(specialist.name(), version));
        return lineUp;
    }
}
