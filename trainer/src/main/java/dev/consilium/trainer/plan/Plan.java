package dev.consilium.trainer.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The specialists to be trained. Their classes do not overlap; a class may be nobody's. */
public record Plan(List<PlannedSpecialist> specialists) {
    /** @throws IllegalArgumentException when there is none, or a name or a class is given twice */
    public Plan {
        specialists = List.copyOf(specialists);
        if (specialists.isEmpty()) {
            throw new IllegalArgumentException("The plan has no specialist.");
        }
        Set<String> names = new HashSet<>();
        Map<Integer, String> owners = new HashMap<>();
        for (PlannedSpecialist specialist : specialists) {
            if (!names.add(specialist.name())) {
                throw new IllegalArgumentException("The plan has two specialists named " + specialist.name() + ".");
            }
            for (int index : specialist.classes()) {
                String owner = owners.putIfAbsent(index, specialist.name());
                if (owner != null) {
                    throw new IllegalArgumentException("Class " + index + " is planned for " + owner + " and for "
                            + specialist.name() + ": give it to one of them.");
                }
            }
        }
    }

    /**
     * Reads a plan as it stands on a command line: ranges ({@code 0-4,5-9}), named lists ({@code living=bird,cat;vehicles=car,ship}), or the
     * path of a YAML file ({@code living: [bird, cat]}). A class is a name, a number, or a range of numbers.
     *
     * @param classNames of the data set, by global index
     * @throws IllegalArgumentException when the text is no plan, or names a class that there is not
     */
    public static Plan parse(String text, List<String> classNames) throws IOException {
        PlanText parser = new PlanText(classNames);
        if (text.endsWith(".yaml") || text.endsWith(".yml")) {
            Path file = Path.of(text);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("There is no plan file " + file + ".");
            }
            return parser.yaml(file);
        }
        return text.contains("=") ? parser.named(text) : parser.ranges(text);
    }
}
