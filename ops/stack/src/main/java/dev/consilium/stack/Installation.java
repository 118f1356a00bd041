package dev.consilium.stack;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things lie on this machine: our own classes, and the registry that the build unpacked. */
final class Installation {
    /** System property: the folder of the project, or of an installation that is laid out like it. */
    static final String HOME = "consilium.home";

    private static final String REGISTRY = "ops/stack/target/apicurio-registry";

    private Installation() {}

    static Path ownClasses() {
        try {
            return Path.of(Installation.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new StackException("Cannot tell where the stack's own classes are", e);
        }
    }

    /** The unpacked Apicurio Registry. */
    static Path registry() {
        String home = System.getProperty(HOME);
        if (home == null) {
            throw new StackException("The system property " + HOME + " is not set: give -D" + HOME
                    + "=FOLDER OF THE PROJECT (./consilium and the tests do)");
        }
        Path folder = Path.of(home).resolve(REGISTRY);
        if (!Files.isDirectory(folder.resolve("lib"))) {
            throw new StackException("The schema registry is not unpacked in " + folder
                    + ": run `mvn -q -Dquick -pl ops/stack generate-resources` in " + home);
        }
        return folder;
    }
}
