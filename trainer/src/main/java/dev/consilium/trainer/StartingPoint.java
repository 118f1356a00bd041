package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.recipe.OtherClasses;
import dev.consilium.trainer.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The weights that a specialist's training starts from.
 *
 * @param module the file to load
 * @param from the version that they are of; empty: {@code module} is a template, whose weights are drawn by the seed
 */
record StartingPoint(Path module, Optional<SpecialistPackage> from) {
    /** Of a manifest's recipe. */
    static final String OTHER_CLASSES = "otherClasses";

    /**
     * @param packages a package, or a folder of packages named after their specialists
     * @throws IllegalArgumentException when that version was trained on other classes, with another architecture, or otherwise as to outliers
     */
    static StartingPoint version(Path packages, PlannedSpecialist specialist, Recipe recipe) throws IOException {
        Path folder = Files.exists(packages.resolve(SpecialistPackage.MANIFEST_FILE))
                ? packages
                : packages.resolve(specialist.name());
        SpecialistPackage from = SpecialistPackage.read(folder);
        List<Integer> classes =
                from.manifest().getClasses().stream().map(ClassLabel::getIndex).toList();
        require(from, "has classes " + classes, specialist.classes().toString(), classes.equals(specialist.classes()));
        String outliers = from.manifest().getRecipe().getOrDefault("outliers", "none");
        require(
                from,
                "was trained with outliers " + outliers,
                recipe.outliers().text(),
                outliers.equals(recipe.outliers().text()));
        require(
                from,
                "was not trained by this trainer's " + recipe.architecture().text(),
                "a module of that template",
                recipe.architecture().isOriginOf(from.model()));
        return new StartingPoint(from.model(), Optional.of(from));
    }

    /** What the last outputs of its head mean, for one that refuses other classes. */
    Optional<OtherClasses> otherClasses() {
        return from.map(version -> version.manifest().getRecipe().get(OTHER_CLASSES))
                .map(OtherClasses::parse);
    }

    private static void require(SpecialistPackage from, String is, String wanted, boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException(
                    "Training cannot go on from " + from.folder() + ": it " + is + ", wanted is " + wanted + ".");
        }
    }
}
