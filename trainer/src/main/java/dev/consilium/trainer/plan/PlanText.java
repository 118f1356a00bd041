package dev.consilium.trainer.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads plans in the forms that {@link Plan#parse} lists. */
final class PlanText {
    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:-(\\d{1,6}))?");

    private final List<String> classNames;

    PlanText(List<String> classNames) {
        this.classNames = classNames;
    }

    Plan ranges(String text) {
        List<PlannedSpecialist> specialists = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            String range = part.strip();
            if (!RANGE.matcher(range).matches()) {
                throw new IllegalArgumentException("'" + range
                        + "' in the plan is not a range of classes: write 0-4,5-9, or living=bird,cat;vehicles=car,ship,"
                        + " or the path of a .yaml file.");
            }
            specialists.add(new PlannedSpecialist("classes-" + range, numbers(range)));
        }
        return new Plan(specialists);
    }

    Plan named(String text) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        for (String part : text.split(";", -1)) {
            String[] sides = part.split("=", 2);
            if (sides.length < 2 || sides[0].isBlank()) {
                throw new IllegalArgumentException("'" + part.strip()
                        + "' in the plan is not a named list: write living=bird,cat;vehicles=car,ship.");
            }
            if (lists.put(sides[0].strip(), List.of(sides[1].split(",", -1))) != null) {
                throw new IllegalArgumentException("The plan has two specialists named " + sides[0].strip() + ".");
            }
        }
        return plan(lists);
    }

    Plan yaml(Path file) throws IOException {
        try {
            Map<String, List<String>> lists = new YAMLMapper().readValue(file.toFile(), new TypeReference<>() {});
            return plan(lists == null ? Map.of() : lists);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + " is not a plan: it must hold one line a specialist, like 'living: [bird, cat]'. "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private Plan plan(Map<String, List<String>> lists) {
        List<PlannedSpecialist> specialists = new ArrayList<>();
        lists.forEach((name, classes) -> specialists.add(new PlannedSpecialist(name, resolve(name, classes))));
        return new Plan(specialists);
    }

    private List<Integer> resolve(String specialist, List<String> classes) {
        List<Integer> indices = new ArrayList<>();
        for (String text : classes) {
            String name = text.strip();
            int index = classNames.indexOf(name);
            if (index >= 0) {
                indices.add(index);
            } else if (RANGE.matcher(name).matches()) {
                indices.addAll(numbers(name));
            } else {
                throw new IllegalArgumentException("Specialist " + specialist + " shall know '" + name
                        + "', but the classes are " + classNames + ".");
            }
        }
        return indices;
    }

    private List<Integer> numbers(String range) {
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + range + "' is not a range of classes.");
        }
        int first = Integer.parseInt(matcher.group(1));
        int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
        if (first > last || last >= classNames.size()) {
            throw new IllegalArgumentException("The plan names classes " + range + ", but the data set has 0 to "
                    + (classNames.size() - 1) + ": " + classNames + ".");
        }
        List<Integer> numbers = new ArrayList<>();
        for (int index = first; index <= last; index++) {
            numbers.add(index);
        }
        return numbers;
    }
}
