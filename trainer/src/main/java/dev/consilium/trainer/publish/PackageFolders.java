package dev.consilium.trainer.publish;

import dev.consilium.specialist.SpecialistPackage;
import dev.consilium.specialist.archive.AllowedOperators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the packages that a command line names. */
public final class PackageFolders {

    private PackageFolders() {}

    /**
     * Each folder is a package, or holds packages; these come in the order of their names. A report is passed over: train writes one beside
     * the packages, and a shell's {@code packages/*} names it with them.
     */
    public static List<SpecialistPackage> read(List<Path> folders, AllowedOperators operators) throws IOException {
        List<SpecialistPackage> packages = new ArrayList<>();
        for (Path folder : folders) {
            if (folder.toString().endsWith(".html")) {
                continue;
            }
            List<Path> inside = isPackage(folder) || !Files.isDirectory(folder) ? List.of(folder) : packagesIn(folder);
            if (inside.isEmpty()) {
                throw new IOException(
                        "there is no package in " + folder + ": train writes one folder a specialist, with a "
                                + SpecialistPackage.MANIFEST_FILE + " in it");
            }
            for (Path each : inside) {
                packages.add(SpecialistPackage.read(each, operators));
            }
        }
        if (packages.isEmpty()) {
            throw new IOException("there is no package among " + folders);
        }
        return packages;
    }

    private static List<Path> packagesIn(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(PackageFolders::isPackage).sorted().toList();
        }
    }

    private static boolean isPackage(Path folder) {
        return Files.isRegularFile(folder.resolve(SpecialistPackage.MANIFEST_FILE));
    }
}
