package dev.consilium.trainer.evaluate;

import dev.consilium.avro.SpecialistVersion;
import dev.consilium.specialist.SpecialistPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Specialists to be judged together.
 *
 * @param name what to call them in a report
 * @param packages in the order of the rule
 */
record NamedRoster(String name, List<SpecialistPackage> packages) {
    NamedRoster {
        packages = List.copyOf(packages);
    }

    /**
     * A package folder, or a folder of them in the order of their names.
     *
     * @throws IllegalArgumentException when there is none
     */
    static NamedRoster in(Path place) throws IOException {
        List<SpecialistPackage> found = new ArrayList<>();
        if (isPackage(place)) {
            found.add(SpecialistPackage.read(place));
        } else if (Files.isDirectory(place)) {
            try (Stream<Path> folders = Files.list(place)) {
                for (Path folder :
                        folders.filter(NamedRoster::isPackage).sorted().toList()) {
                    found.add(SpecialistPackage.read(folder));
                }
            }
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException("There is no package in " + place + ": train writes one folder with a "
                    + SpecialistPackage.MANIFEST_FILE + " a specialist.");
        }
        return new NamedRoster(place.toString(), found);
    }

    /** A specialist that never saw other classes is surer of them than one that learnt to reject them. Empty: all learnt the same. */
    String mixture() {
        Map<String, List<String>> byOutliers = packages.stream()
                .map(SpecialistPackage::manifest)
                .collect(Collectors.groupingBy(
                        manifest -> manifest.getRecipe().getOrDefault("outliers", "none"),
                        TreeMap::new,
                        Collectors.mapping(SpecialistVersion::getSpecialist, Collectors.toList())));
        return byOutliers.size() < 2
                ? ""
                : "Warning: these specialists were trained in different ways as to images of other classes ("
                        + byOutliers + "): those with none will win too often.";
    }

    private static boolean isPackage(Path folder) {
        return Files.isRegularFile(folder.resolve(SpecialistPackage.MANIFEST_FILE));
    }
}
