package dev.consilium.trainer;

import dev.consilium.avro.ClassLabel;
import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.AllowedOperators;
import dev.consilium.trainer.data.DataSet;
import dev.consilium.trainer.plan.Plan;
import dev.consilium.trainer.plan.PlannedSpecialist;
import dev.consilium.trainer.publish.PackageFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What versions call the classes, and who of them knows which.
 *
 * @param byIndex names by global index; a class that is nobody's has none
 */
record GlobalClasses(List<SpecialistVersion> versions, SortedMap<Integer, String> byIndex) {

    /** @throws IllegalArgumentException when two of them call a class by different names */
    static GlobalClasses of(List<SpecialistVersion> versions) {
        SortedMap<Integer, String> byIndex = new TreeMap<>();
        for (SpecialistVersion version : versions) {
            for (ClassLabel label : version.getClasses()) {
                String other = byIndex.putIfAbsent(label.getIndex(), label.getName());
                if (other != null && !other.equals(label.getName())) {
                    throw new IllegalArgumentException("Class " + label.getIndex() + " is " + label.getName() + " to "
                            + version.getSpecialist() + "@" + version.getVersion() + " and " + other
                            + " to another version.");
                }
            }
        }
        return new GlobalClasses(versions, byIndex);
    }

    /** Of a package, or of the packages in a folder. */
    static GlobalClasses in(Path packages) throws IOException {
        return of(PackageFolders.read(List.of(packages), AllowedOperators.NONE).stream()
                .map(SpecialistPackage::manifest)
                .toList());
    }

    /**
     * By global index, up to the last that is somebody's; one between that is nobody's is called by its number.
     *
     * @throws IllegalArgumentException when there is no version
     */
    List<String> names() {
        requireSome();
        return IntStream.rangeClosed(0, byIndex.lastKey())
                .mapToObj(index -> byIndex.getOrDefault(index, Integer.toString(index)))
                .toList();
    }

    /** @throws IllegalArgumentException when the images' classes are in another order, or have other names */
    void requireIn(DataSet images) {
        byIndex.forEach((index, name) -> {
            String there =
                    index < images.classNames().size() ? images.classNames().get(index) : "missing";
            if (!there.equals(name)) {
                throw new IllegalArgumentException("Class " + index + " is " + name
                        + " to the versions that answered, and " + there + " in " + images.folder()
                        + ": the images must have the classes that those were trained on.");
            }
        });
    }

    /**
     * The same specialists with the same classes.
     *
     * @throws IllegalArgumentException when there is none
     */
    Plan plan() {
        requireSome();
        return new Plan(versions.stream()
                .map(version -> new PlannedSpecialist(
                        version.getSpecialist(),
                        version.getClasses().stream().map(ClassLabel::getIndex).toList()))
                .toList());
    }

    private void requireSome() {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException(
                    "Nobody serves who could say what the classes are: name --data and --plan, or --from.");
        }
    }
}
