package dev.consilium.trainer.stream;

import dev.consilium.avro.Prediction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the images of predictions show: as a file says, or else the attribute {@code label}; there, the name of a class or its global index.
 * Counts those that are no class.
 *
 * <p>One thread only.
 */
final class Labels {
    static final String ATTRIBUTE = "label";

    private static final int NAMED = 20;
    private static final String OTHERS = "others";

    private final Map<String, Integer> classes = new HashMap<>();
    private final Map<String, String> given;
    private final Set<String> met = new HashSet<>();
    private final SortedMap<String, Long> unknown = new TreeMap<>();

    /** @param given labels by image id */
    Labels(List<String> classNames, Map<String, String> given) {
        // A name wins over another class's index.
        for (int index = 0; index < classNames.size(); index++) {
            classes.put(Integer.toString(index), index);
        }
        for (int index = 0; index < classNames.size(); index++) {
            classes.put(classNames.get(index), index);
        }
        this.given = given;
    }

    /** Predictions whose images show a class that there is. */
    AnswerSearch.Worth labelled() {
        return new AnswerSearch.Worth(
                "with a label",
                prediction -> {
                    OptionalInt label = of(prediction);
                    return label.isPresent() ? Optional.of(Answer.of(prediction, label)) : Optional.empty();
                },
                prediction -> false);
    }

    /** Predictions of whose images nobody has said anything, then or later. */
    AnswerSearch.Worth unlabelled() {
        return new AnswerSearch.Worth(
                "without a label",
                prediction -> text(prediction).isEmpty()
                        ? Optional.of(Answer.of(prediction, OptionalInt.empty()))
                        : Optional.empty(),
                prediction -> !text(prediction).isEmpty());
    }

    private String text(Prediction prediction) {
        String text = given.get(prediction.getImageId());
        if (text != null) {
            met.add(prediction.getImageId());
            return text;
        }
        return prediction.getAttributes().getOrDefault(ATTRIBUTE, "").strip();
    }

    private OptionalInt of(Prediction prediction) {
        String text = text(prediction);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        Integer index = classes.get(text);
        if (index != null) {
            return OptionalInt.of(index);
        }
        boolean named = unknown.size() < NAMED || unknown.containsKey(text);
        unknown.merge(named ? text : OTHERS, 1L, Long::sum);
        return OptionalInt.empty();
    }

    /** Predictions by a label that is no class. */
    SortedMap<String, Long> unknown() {
        return unknown;
    }

    /** Labels of the file whose images have no prediction. */
    int unmet() {
        return given.size() - met.size();
    }
}
